import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { joinNetwork, readSecurityConfiguration, useConnection, writeGlueLogs } from "../iam/glue-statements";
import { useKey } from "../iam/queue-statements";
import { ServiceRole } from "../iam/service-role";
import { type Allow, allow } from "../iam/statement";
import type { Lake } from "../lake";
import { createLogGroup } from "../log-group";
import type { Platform } from "../platform";
import type { TicketSource } from "../ticket-source";
import { createGlueEncryption } from "./glue-encryption";

export interface CrawlersArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  readonly source: TicketSource;
}

/**
 * Crawlers for what the platform does not own: the schema of the MySQL table and the raw zone as it was delivered.
 * Published tables are declared from the contracts; a crawler would rewrite them. Both are started by hand.
 */
export class Crawlers extends pulumi.ComponentResource {
  readonly source: aws.glue.Crawler;
  readonly raw: aws.glue.Crawler;

  constructor(name: string, args: CrawlersArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:tickets:Crawlers", name, {}, opts);
    const { platform, lake, source } = args;
    const { naming } = platform;
    const database = new aws.glue.CatalogDatabase(
      "found",
      {
        name: `${naming.identifier}_found`,
        description: "What crawlers found at the ticket source and in the raw zone",
      },
      { parent: this },
    );
    const encryption = { platform, key: lake.key, isLogEncryptedByGlue: true };
    const securityConfiguration = createGlueEncryption("crawlers", encryption, this);
    const role = (crawler: string, statements: readonly Allow[]): ServiceRole => {
      const roleName = naming.name(crawler);
      const group = createLogGroup(
        platform,
        crawler,
        logGroupName(roleName, naming.name("crawlers")),
        lake.key,
        this,
      );
      return new ServiceRole(
        crawler,
        {
          roleName,
          service: "glue.amazonaws.com",
          statements: [
            ...statements,
            writeCatalog(platform),
            readSecurityConfiguration(),
            writeGlueLogs([group.arn]),
            encryptLog(group.arn),
          ],
        },
        { parent: this },
      );
    };
    const common = {
      databaseName: database.name,
      securityConfiguration,
      schemaChangePolicy: { updateBehavior: "UPDATE_IN_DATABASE", deleteBehavior: "LOG" },
    };
    this.source = new aws.glue.Crawler(
      "source-crawler",
      {
        ...common,
        name: naming.name("source-crawler"),
        description: "Schema of the MySQL table",
        role: role("source-crawler", [
          ...useConnection(naming, source.connection.name, source.secret.arn),
          ...joinNetwork(naming),
          useKey(lake.key.arn, ["kms:Decrypt"]),
        ]).readyArn,
        tablePrefix: "source_",
        jdbcTargets: [{ connectionName: source.connection.name, path: `${source.database}/${source.table}` }],
      },
      { parent: this },
    );
    this.raw = new aws.glue.Crawler(
      "raw-crawler",
      {
        ...common,
        name: naming.name("raw-crawler"),
        description: "Raw zone as delivered",
        role: role("raw-crawler", [
          allow("ListRawZone", ["s3:ListBucket"], [lake.raw.arn]),
          allow("ReadRawZone", ["s3:GetObject"], [pulumi.interpolate`${lake.raw.arn}/*`]),
          useKey(lake.key.arn, ["kms:Decrypt"]),
        ]).readyArn,
        tablePrefix: "raw_",
        s3Targets: ["tickets", "logs"].map((folder) => ({
          path: pulumi.interpolate`s3://${lake.raw.bucketName}/${folder}/`,
          exclusions: ["**.json"],
        })),
        // Extractions may differ in columns; one table all the same.
        configuration: JSON.stringify({
          Version: 1.0,
          Grouping: { TableGroupingPolicy: "CombineCompatibleSchemas" },
        }),
      },
      { parent: this },
    );
    this.registerOutputs({ source: this.source.name, raw: this.raw.name });
  }
}

/**
 * Where a crawler writes when its security configuration encrypts the log; otherwise all crawlers of an account share one
 * group, which is kept for ever (docs/decisions/110-crawlers-have-logs-of-their-own.md).
 */
function logGroupName(roleName: string, configurationName: string): string {
  return `/aws-glue/crawlers-role/${roleName}-${configurationName}`;
}

/** Glue gives its log the configuration's key even where the group has it. */
function encryptLog(logGroupArn: pulumi.Output<string>): Allow {
  return allow("EncryptLog", ["logs:AssociateKmsKey"], [logGroupArn, pulumi.interpolate`${logGroupArn}:*`]);
}

function writeCatalog({ naming }: Platform): Allow {
  const table = `table/${naming.identifier}_found/*`;
  return allow(
    "WriteFoundTables",
    [
      "glue:GetDatabase",
      "glue:GetTable",
      "glue:GetTables",
      "glue:CreateTable",
      "glue:UpdateTable",
      "glue:BatchGetPartition",
      "glue:BatchCreatePartition",
      "glue:UpdatePartition",
      "glue:GetPartitions",
    ],
    [
      naming.arn("glue", "catalog"),
      naming.arn("glue", `database/${naming.identifier}_found`),
      naming.arn("glue", table),
    ],
  );
}
