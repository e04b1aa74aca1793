import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Dataset } from "../../../runtime/contracts/dataset";
import { LOG_QUARANTINE, LOGS } from "../../../runtime/contracts/logs";
import { TICKET_QUARANTINE, TICKETS } from "../../../runtime/contracts/tickets";
import type { TransformedObject } from "../../../runtime/load/transformed-object";

export type CellValue = string | number | boolean | null | readonly string[];
export type FixtureRow = Readonly<Record<string, CellValue>>;

const PARQUET_TYPES = {
  string: "varchar",
  int: "integer",
  bigint: "bigint",
  double: "double",
  boolean: "boolean",
  timestamp: "timestamptz",
  date: "date",
  "string[]": "varchar[]",
} as const;

/** A state folder with a lake whose Parquet files are written by DuckDB from hand-made rows. */
export class LakeFixture {
  private constructor(
    readonly stateDir: string,
    private readonly parent: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async create(stateName = "state"): Promise<LakeFixture> {
    const parent = await mkdtemp(join(tmpdir(), "careplus-warehouse-"));
    const stateDir = join(parent, stateName);
    await mkdir(join(stateDir, "lake"), { recursive: true });
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    await connection.run("set timezone = 'UTC'");
    return new LakeFixture(stateDir, parent, instance, connection);
  }

  pathOf(key: string): string {
    return join(this.stateDir, "lake", key);
  }

  async delete(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async remove(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    await rm(this.parent, { recursive: true, force: true });
  }

  /** One extraction of tickets; each row is given by what differs from `ticket()`. */
  async tickets(
    sourceObject: string,
    rows: readonly FixtureRow[],
    rejected: readonly FixtureRow[] = [],
    more: Partial<TransformedObject> = {},
  ): Promise<TransformedObject> {
    const run = sourceObject.split("/").at(-1) ?? "";
    const processed = rows.map((row) => ({ ...ticket(), ...row, source_object: sourceObject }));
    const quarantined = rejected.map((row, index) => ({
      source_object: sourceObject,
      source_row: 1000 + index,
      record_key: null,
      reasons: ["unknown_priority"],
      raw_record: "{}",
      rule_version: "tickets-1",
      quarantined_at: "2025-08-01 00:00:00",
      ...row,
    }));
    const key = `processed/tickets/created_date=2025-07-01/${run}.parquet`;
    const quarantineKey = `quarantine/tickets/${run}.parquet`;
    await this.write(TICKETS, key, processed);
    await this.write(TICKET_QUARANTINE, quarantineKey, quarantined);
    return transformed("tickets", sourceObject, "1", key, quarantineKey, rows.length, rejected.length, more);
  }

  /** One version of a log object; each entry is given by what differs from `entry()`. */
  async logs(
    sourceObject: string,
    sourceVersion: string,
    rows: readonly FixtureRow[],
    rejected: readonly FixtureRow[] = [],
    more: Partial<TransformedObject> = {},
  ): Promise<TransformedObject> {
    const name = `${sourceObject}-${sourceVersion}`.replaceAll(/[^a-z0-9]/g, "_");
    const processed = rows.map((row, index) => ({
      ...entry(),
      byte_offset: index * 100,
      ...row,
      source_object: sourceObject,
    }));
    const quarantined = rejected.map((row, index) => ({
      source_object: sourceObject,
      byte_offset: 1_000_000 + index,
      record_key: null,
      reasons: ["unknown_level"],
      raw_record: "?",
      rule_version: "logs-1",
      quarantined_at: "2025-08-01 00:00:00",
      ...row,
    }));
    const key = `processed/logs/log_date=2025-07-01/${name}.parquet`;
    const quarantineKey = `quarantine/logs/${name}.parquet`;
    await this.write(LOGS, key, processed);
    await this.write(LOG_QUARANTINE, quarantineKey, quarantined);
    return transformed(
      "logs",
      sourceObject,
      sourceVersion,
      key,
      quarantineKey,
      rows.length,
      rejected.length,
      more,
    );
  }

  /** Writes rows with exactly the contract's columns. */
  async write(dataset: Dataset, key: string, rows: readonly FixtureRow[]): Promise<void> {
    await mkdir(dirname(this.pathOf(key)), { recursive: true });
    const select = (row: FixtureRow | undefined): string =>
      `select ${dataset.columns
        .map(({ name, type }) => `cast(${literal(row?.[name] ?? null)} as ${PARQUET_TYPES[type]}) as ${name}`)
        .join(", ")}`;
    const body =
      rows.length === 0 ? `${select(undefined)} where false` : rows.map(select).join("\nunion all\n");
    await this.connection.run(`copy (${body}) to ${literal(this.pathOf(key))} (format parquet)`);
  }
}

function ticket(): FixtureRow {
  return {
    ticket_id: "TCK1",
    created_at: "2025-07-01 00:13:00",
    resolved_at: null,
    agent: "Sneha",
    priority: "Low",
    num_interactions: 7,
    issue_category: "Payment Failure",
    channel: "Email",
    status: "Open",
    agent_feedback: null,
    resolution_minutes: null,
    updated_at: null,
    extracted_at: "2025-08-01 00:00:00",
    row_hash: "h1",
  };
}

export function entry(): FixtureRow {
  return {
    entry_id: "e1",
    logged_at: "2025-07-01 00:21:00",
    level: "INFO",
    component: "careplus.support.GenericService",
    ticket_id: "TCK1",
    session_id: null,
    ip: "60.130.155.7",
    response_time_ms: 1269,
    cpu_percent: 27.64,
    event_type: "generic_event",
    is_error: false,
    user_agent: "PostmanRuntime/7.32.2",
    message: "event",
    debug: null,
    trace_id: null,
  };
}

function transformed(
  dataset: TransformedObject["dataset"],
  sourceObject: string,
  sourceVersion: string,
  processedKey: string,
  quarantineKey: string,
  kept: number,
  rejected: number,
  more: Partial<TransformedObject>,
): TransformedObject {
  return {
    dataset,
    sourceObject,
    sourceVersion,
    counts: { recordsIn: kept + rejected, kept, duplicate: 0, rejected },
    firstByte: 0,
    bytesRead: 1000,
    ruleVersion: `${dataset}-1`,
    transformedAt: new Date("2025-08-01T01:00:00Z"),
    processedKeys: kept === 0 ? [] : [processedKey],
    quarantineKeys: rejected === 0 ? [] : [quarantineKey],
    ...more,
  };
}

function literal(value: CellValue): string {
  if (value === null) return "null";
  if (typeof value === "object") return `[${value.map(literal).join(", ")}]`;
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
