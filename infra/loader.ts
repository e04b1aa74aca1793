import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import { EventQueue, objectCreated } from "./event-queue";
import { consumeQueue, putAside, useKey } from "./iam/queue-statements";
import { type Allow, allow } from "./iam/statement";
import { seeWhatIsMissing, transformedFiles } from "./iam/storage-statements";
import type { Lake } from "./lake";
import { MagicFunction } from "./magic-function";
import { LOADER_NODE_OPTIONS } from "./node-options";
import type { Platform } from "./platform";
import { createSchedule } from "./schedule";
import type { Warehouse } from "./warehouse";
import { askWarehouse } from "./warehouse/statements";

export interface LoaderArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  readonly warehouse: Warehouse;
}

const TIMEOUT_SECONDS = 600;
/** A load costs at least a minute of Redshift: what comes within one is loaded together. */
const WINDOW_SECONDS = 60;

/** Loads what was transformed into the warehouse, exactly once, and checks the sums. */
export class Loader extends pulumi.ComponentResource {
  readonly queue: EventQueue;
  readonly loader: MagicFunction;
  readonly reconciler: MagicFunction;

  constructor(name: string, args: LoaderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:load:Loader", name, {}, opts);
    const { platform, lake, warehouse } = args;
    const child = { parent: this };
    this.queue = new EventQueue(
      "load-requests",
      {
        platform,
        key: lake.key,
        description: "Objects that were transformed: their manifests arrived in the processed zone",
        eventPattern: objectCreated(lake.processed.bucketName, "manifests/"),
        consumerTimeoutSeconds: TIMEOUT_SECONDS,
        maxReceiveCount: 8,
      },
      child,
    );
    const asked = { WORKGROUP: warehouse.workgroup.workgroupName, DATABASE: warehouse.database };
    const after = { parent: this, dependsOn: warehouse.migration };
    this.loader = new MagicFunction(
      "loader",
      {
        platform,
        key: lake.key,
        handler: "load",
        description: "Loads transformed objects into the warehouse, one transaction a batch",
        timeoutSeconds: TIMEOUT_SECONDS,
        memoryMb: 512,
        environment: {
          ...asked,
          NODE_OPTIONS: LOADER_NODE_OPTIONS,
          STACK: platform.config.stack,
          QUEUE_URL: this.queue.queue.url,
          DEAD_LETTERS_URL: this.queue.deadLetters.url,
          PROCESSED_BUCKET: lake.processed.bucketName,
          QUARANTINE_BUCKET: lake.quarantine.bucketName,
          RESULTS_BUCKET: lake.results.bucketName,
        },
        statements: (role) => loaderStatements(args, this.queue, role),
        // Behind an event source a ceiling of 1 would throttle, and each throttled delivery counts as a failed one.
        ...(platform.config.load.kind === "every" && { reservedConcurrency: 1 }),
      },
      after,
    );
    this.reconciler = new MagicFunction(
      "reconciler",
      {
        platform,
        key: lake.key,
        handler: "reconcile",
        description: "Compares the warehouse with what the source held",
        timeoutSeconds: 300,
        memoryMb: 256,
        environment: {
          ...asked,
          RAW_BUCKET: lake.raw.bucketName,
          FRESHNESS_HOURS: String(platform.config.limits.freshnessHours),
        },
        statements: (role) => reconcilerStatements(args, role),
      },
      after,
    );
    this.startLoads(platform);
    this.registerOutputs({ queueUrl: this.queue.queue.url });
  }

  private startLoads(platform: Platform): void {
    const { load } = platform.config;
    if (load.kind === "every") {
      const expression = `rate(${load.minutes} minutes)`;
      createSchedule(
        "load-schedule",
        { platform, expression, action: "lambda:InvokeFunction", targetArn: this.loader.arn },
        this,
      );
      return;
    }
    new aws.lambda.EventSourceMapping(
      "load-requests",
      {
        eventSourceArn: this.queue.queue.arn,
        functionName: this.loader.arn,
        batchSize: 500,
        maximumBatchingWindowInSeconds: WINDOW_SECONDS,
        functionResponseTypes: ["ReportBatchItemFailures"],
        // The least there is; two loads at once wait for each other's lock.
        scalingConfig: { maximumConcurrency: 2 },
      },
      { parent: this },
    );
  }
}

function loaderStatements(
  { platform, lake, warehouse }: LoaderArgs,
  queue: EventQueue,
  role: aws.iam.Role,
): readonly Allow[] {
  return [
    consumeQueue(queue.queue.arn),
    putAside(queue.deadLetters.arn),
    allow(
      "ReadManifests",
      ["s3:GetObject"],
      [
        pulumi.interpolate`${lake.processed.arn}/manifests/*`,
        // The sizes of the files, which COPY wants to know.
        ...transformedFiles(lake),
      ],
    ),
    seeWhatIsMissing(lake.processed.arn, lake.quarantine.arn),
    allow("DeleteStaleFiles", ["s3:DeleteObject"], transformedFiles(lake)),
    allow("WriteCopyManifests", ["s3:PutObject"], [pulumi.interpolate`${lake.results.arn}/copy/*`]),
    ...askWarehouse(warehouse.workgroup.arn, role),
    allow("AnnounceLoads", ["events:PutEvents"], [platform.naming.arn("events", "event-bus/default")], {
      StringEquals: { "events:source": "careplus" },
    }),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

function reconcilerStatements({ lake, warehouse }: LoaderArgs, role: aws.iam.Role): readonly Allow[] {
  return [
    allow("ReadSnapshot", ["s3:GetObject"], [pulumi.interpolate`${lake.raw.arn}/tickets/*`]),
    ...askWarehouse(warehouse.workgroup.arn, role),
    useKey(lake.key.arn, ["kms:Decrypt"]),
  ];
}
