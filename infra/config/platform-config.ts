import type { Output } from "@pulumi/pulumi";

/** The whole configuration, checked; `docs/configuration.md` describes each key. */
export interface PlatformConfig {
  readonly stack: string;
  readonly region: string;
  /** Who answers for the stack; a tag on everything. */
  readonly owner: string;
  /** Where alarms and the budget's warnings go; absent in short-lived stacks. */
  readonly alertEmail?: string;
  /** When a short-lived stack may be taken down by whoever finds it; a tag on everything. ISO 8601, UTC. */
  readonly expiresAt?: string;
  /** False: both switches say that the stack's data may go with it. True: stateful resources are protected. */
  readonly isDataKept: boolean;
  readonly source: SourceConfig;
  readonly network: NetworkConfig;
  readonly tickets: TicketsConfig;
  readonly logs: LogsConfig;
  readonly load: LoadConfig;
  readonly warehouse: WarehouseConfig;
  readonly limits: LimitsConfig;
  readonly powerBi?: PowerBiConfig;
}

export type SourceConfig = ManagedSource | ExistingSource;

/** Aurora MySQL Serverless v2 of the stack's own, seeded with generated tickets. */
export interface ManagedSource {
  readonly kind: "managed";
  readonly database: string;
  readonly table: string;
  /** How many tickets the seed makes. */
  readonly seedTickets: number;
}

/** A MySQL server that is there already and can be reached from the network's subnets. */
export interface ExistingSource {
  readonly kind: "existing";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly table: string;
  readonly credentials: SourceCredentials;
  readonly isTlsRequired: boolean;
}

/** Either a secret that is there (`username` and `password` in it), or values for one that the stack makes. */
export type SourceCredentials =
  | { readonly kind: "secret"; readonly secretName: string }
  | { readonly kind: "password"; readonly user: string; readonly password: Output<string> };

export type NetworkConfig = NewNetwork | ExistingNetwork;

export interface NewNetwork {
  readonly kind: "new";
  readonly cidr: string;
  /** Three availability zones. */
  readonly zones: readonly string[];
}

export interface ExistingNetwork {
  readonly kind: "existing";
  readonly vpcId: string;
  /** Subnet of each of three availability zones. */
  readonly subnets: readonly { readonly zone: string; readonly subnetId: string }[];
}

export interface TicketsConfig {
  /** EventBridge schedule expression; undefined: started by hand only. */
  readonly schedule?: string;
  /** IANA zone of the source's local times. */
  readonly timeZone: string;
  readonly workerType: "G.1X" | "G.2X" | "G.4X";
  readonly workers: number;
  readonly timeoutMinutes: number;
}

export interface LogsConfig {
  readonly maximumConcurrency: number;
  /** Of the Parquet files. Redshift's COPY documents GZIP only of the two. */
  readonly codec: "GZIP" | "ZSTD";
}

/** When processed objects are loaded into the warehouse. */
export type LoadConfig =
  | { readonly kind: "on-arrival" }
  | { readonly kind: "every"; readonly minutes: number };

export interface WarehouseConfig {
  /** Redshift processing units. */
  readonly baseCapacity: number;
  readonly maxCapacity: number;
  /** RPU-hours a day after which Redshift refuses queries until the next day. */
  readonly dailyRpuHours: number;
}

export interface LimitsConfig {
  /** Largest scan of one Athena query, in GiB. */
  readonly athenaScanGib: number;
  readonly monthlyBudgetUsd: number;
  readonly logRetentionDays: number;
  /** Age of the newest load, and of the last ticket run that succeeded, at which an alarm goes off. */
  readonly freshnessHours: number;
  /** Share of rejected records of a load at which an alarm goes off. */
  readonly quarantinePercent: number;
}

export interface PowerBiConfig {
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly datasetId: string;
  readonly clientId: string;
  /** A workspace without a capacity of its own takes plain refreshes only, eight in 24 hours. */
  readonly capacity: "shared" | "premium";
  readonly clientSecret: Output<string>;
}
