import * as pulumi from "@pulumi/pulumi";
import type * as aws from "./aws";
import type { Lake } from "./lake";
import type { MagicFunction } from "./magic-function";
import type { Platform } from "./platform";
import type { TicketSource } from "./ticket-source";
import { Crawlers } from "./tickets/crawlers";
import { uploadGlueCode } from "./tickets/glue-code";
import { createGlueEncryption } from "./tickets/glue-encryption";
import { GlueJob } from "./tickets/glue-job";
import { extractStatements, transformStatements } from "./tickets/job-statements";
import { TicketFlow } from "./tickets/ticket-flow";

export interface TicketPipelineArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  readonly source: TicketSource;
  readonly loader: MagicFunction;
  readonly reconciler: MagicFunction;
  /** Told when a run fails. */
  readonly alerts: aws.sns.Topic;
}

/** Tickets from MySQL into the processed zone and on into the warehouse: two Glue jobs and the flow that runs them. */
export class TicketPipeline extends pulumi.ComponentResource {
  readonly extract: GlueJob;
  readonly transform: GlueJob;
  readonly crawlers: Crawlers;
  readonly flow: TicketFlow;

  constructor(name: string, args: TicketPipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:tickets:TicketPipeline", name, {}, opts);
    const { platform, lake, source } = args;
    const child = { parent: this };
    const { timeZone } = platform.config.tickets;
    // The jobs' log groups have the key already; from here Glue would write to other groups, with other names.
    const encryption = { platform, key: lake.key, isLogEncryptedByGlue: false };
    const securityConfiguration = createGlueEncryption("glue", encryption, this);
    const code = uploadGlueCode(lake.code, this);
    const common = { platform, lake, code, securityConfiguration };
    this.extract = new GlueJob(
      "extract-tickets",
      {
        ...common,
        description: "New and changed tickets of MySQL as CSV in the raw zone",
        script: "extract_tickets.py",
        connections: [source.connection.name],
        jobArguments: {
          ...zones(lake, "extract-tickets"),
          "--connection": source.connection.name,
          "--table": source.table,
          "--manifests": MANIFESTS,
          "--source_sql": pulumi.interpolate`${code.location}sql/source`,
        },
        statements: extractStatements(platform.naming, lake, source),
      },
      child,
    );
    this.transform = new GlueJob(
      "transform-tickets",
      {
        ...common,
        description: "An extraction as processed and quarantined Parquet",
        script: "transform_tickets.py",
        jobArguments: {
          ...zones(lake, "transform-tickets"),
          "--sql": pulumi.interpolate`${code.location}sql/tickets`,
          "--time_zone": timeZone,
          "--manifests": MANIFESTS,
        },
        statements: transformStatements(lake),
      },
      child,
    );
    this.crawlers = new Crawlers("crawlers", { platform, lake, source }, child);
    this.flow = new TicketFlow(
      "tickets",
      { ...args, extract: this.extract, transform: this.transform },
      child,
    );
    this.registerOutputs({ stateMachineArn: this.flow.stateMachine.arn });
  }
}

/** Where a transformation says that it came to its end: the loader reads it, and so does the next extraction. */
const MANIFESTS = "processed/manifests/tickets";

/** Where the jobs find the zones of the lake; see glue/careplus_glue/lake.py. */
function zones(lake: Lake, job: string): Readonly<Record<string, pulumi.Output<string>>> {
  return {
    "--raw_zone": pulumi.interpolate`s3://${lake.raw.bucketName}`,
    "--processed_zone": pulumi.interpolate`s3://${lake.processed.bucketName}`,
    "--quarantine_zone": pulumi.interpolate`s3://${lake.quarantine.bucketName}`,
    "--state_zone": pulumi.interpolate`s3://${lake.processed.bucketName}/state`,
    "--tmp_zone": pulumi.interpolate`s3://${lake.results.bucketName}/glue-temp/${job}`,
  };
}
