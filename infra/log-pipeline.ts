import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import { EventQueue, objectCreated } from "./event-queue";
import { consumeQueue, putAside, useKey } from "./iam/queue-statements";
import { type Allow, allow } from "./iam/statement";
import { seeWhatIsMissing } from "./iam/storage-statements";
import type { Lake } from "./lake";
import { MagicFunction } from "./magic-function";
import type { Platform } from "./platform";

export interface LogPipelineArgs {
  readonly platform: Platform;
  readonly lake: Lake;
}

/**
 * One vCPU comes with 1,769 MB; the transformer is bound by the processor and uses 150 MB, so less memory only makes
 * the same work slower (docs/decisions/033-transformer-memory.md).
 */
const MEMORY_MB = 1_769;
/** Hashes of each 20 million entries that memory should not hold take 268 MB of /tmp (docs/decisions/007). */
const TEMPORARY_STORAGE_MB = 2_048;
/** The most that Lambda gives: 40 GB of log, at the speed that one vCPU has. */
const TIMEOUT_SECONDS = 900;

/** Log files of the raw zone become processed and quarantined Parquet, each as it arrives. */
export class LogPipeline extends pulumi.ComponentResource {
  readonly queue: EventQueue;
  readonly transformer: MagicFunction;

  constructor(name: string, { platform, lake }: LogPipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:logs:LogPipeline", name, {}, opts);
    const child = { parent: this };
    this.queue = new EventQueue(
      "log-arrivals",
      {
        platform,
        key: lake.key,
        description: "Log files that arrived in the raw zone",
        eventPattern: objectCreated(lake.raw.bucketName, "logs/"),
        consumerTimeoutSeconds: TIMEOUT_SECONDS,
        maxReceiveCount: 5,
      },
      child,
    );
    this.transformer = new MagicFunction(
      "log-transformer",
      {
        platform,
        key: lake.key,
        handler: "transform-logs",
        description: "Turns log files into processed and quarantined Parquet",
        timeoutSeconds: TIMEOUT_SECONDS,
        memoryMb: MEMORY_MB,
        temporaryStorageMb: TEMPORARY_STORAGE_MB,
        environment: {
          DEAD_LETTERS_URL: this.queue.deadLetters.url,
          PROCESSED_BUCKET: lake.processed.bucketName,
          QUARANTINE_BUCKET: lake.quarantine.bucketName,
          LOG_CODEC: platform.config.logs.codec,
        },
        statements: transformerStatements(lake, this.queue),
      },
      child,
    );
    new aws.lambda.EventSourceMapping(
      "log-arrivals",
      {
        eventSourceArn: this.queue.queue.arn,
        functionName: this.transformer.arn,
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: platform.config.logs.maximumConcurrency },
      },
      child,
    );
    this.registerOutputs({ queueUrl: this.queue.queue.url });
  }
}

function transformerStatements(lake: Lake, queue: EventQueue): readonly Allow[] {
  return [
    consumeQueue(queue.queue.arn),
    putAside(queue.deadLetters.arn),
    allow("ReadLogs", ["s3:GetObject", "s3:GetObjectVersion"], [pulumi.interpolate`${lake.raw.arn}/logs/*`]),
    seeWhatIsMissing(lake.raw.arn),
    allow(
      "PublishLogs",
      ["s3:PutObject", "s3:AbortMultipartUpload"],
      [
        pulumi.interpolate`${lake.processed.arn}/logs/*`,
        pulumi.interpolate`${lake.processed.arn}/manifests/logs/*`,
        pulumi.interpolate`${lake.quarantine.arn}/logs/*`,
        pulumi.interpolate`${lake.processed.arn}/cut/logs/*`,
        pulumi.interpolate`${lake.quarantine.arn}/cut/logs/*`,
      ],
    ),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}
