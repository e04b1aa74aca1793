import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { joinNetwork, useConnection, writeGlueLogs } from "../iam/glue-statements";
import { useKey } from "../iam/queue-statements";
import { ServiceRole } from "../iam/service-role";
import { type Allow, allow } from "../iam/statement";
import type { Lake } from "../lake";
import type { Platform } from "../platform";
import type { TicketSource } from "../ticket-source";

export interface CrawlersArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  readonly source: TicketSource;
  readonly securityConfiguration: pulumi.Input<string>;
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
    const role = (crawler: string, statements: readonly Allow[]): ServiceRole =>
      new ServiceRole(
        crawler,
        {
          roleName: naming.name(crawler),
          service: "glue.amazonaws.com",
          statements: [
            ...statements,
            writeCatalog(platform),
            writeGlueLogs([naming.arn("logs", "log-group:/aws-glue/crawlers")]),
          ],
        },
        { parent: this },
      );
    const common = {
      databaseName: database.name,
      securityConfiguration: args.securityConfiguration,
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
