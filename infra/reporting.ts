import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import type { PowerBiConfig } from "./config/platform-config";
import { EventQueue } from "./event-queue";
import { consumeQueue, useKey } from "./iam/queue-statements";
import { allow } from "./iam/statement";
import type { Lake } from "./lake";
import { MagicFunction } from "./magic-function";
import type { Platform } from "./platform";

export interface ReportingArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  /** Hears of refreshes that failed. */
  readonly alerts: aws.sns.Topic;
  readonly powerBi: PowerBiConfig;
}

const TIMEOUT_SECONDS = 60;

/** Refreshes the Power BI dataset after loads that changed rows; loads of five minutes are one refresh. */
export class Reporting extends pulumi.ComponentResource {
  readonly queue: EventQueue;
  readonly refresh: MagicFunction;

  constructor(
    name: string,
    { platform, lake, alerts, powerBi }: ReportingArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("careplus:reporting:Reporting", name, {}, opts);
    const { naming, config } = platform;
    const child = { parent: this };
    const secret = new aws.secretsmanager.Secret(
      "power-bi",
      {
        name: naming.name("power-bi"),
        description: "Secret of the Power BI service principal",
        kmsKeyId: lake.key.arn,
        recoveryWindowInDays: config.isDataKept ? 30 : 0,
      },
      child,
    );
    new aws.secretsmanager.SecretVersion(
      "power-bi",
      { secretId: secret.id, secretString: powerBi.clientSecret },
      child,
    );
    this.queue = new EventQueue(
      "refresh-requests",
      {
        platform,
        key: lake.key,
        description: "Loads that changed rows of the warehouse",
        eventPattern: {
          source: ["careplus"],
          "detail-type": ["Load Committed"],
          detail: { stack: [config.stack], changedRows: [{ numeric: [">", 0] }] },
        },
        consumerTimeoutSeconds: TIMEOUT_SECONDS,
        // A refresh is refused while another one runs: it comes back every six minutes.
        maxReceiveCount: 10,
      },
      child,
    );
    this.refresh = new MagicFunction(
      "refresh",
      {
        platform,
        key: lake.key,
        handler: "refresh",
        description: "Starts a refresh of the Power BI dataset",
        timeoutSeconds: TIMEOUT_SECONDS,
        memoryMb: 128,
        environment: {
          TENANT_ID: powerBi.tenantId,
          WORKSPACE_ID: powerBi.workspaceId,
          DATASET_ID: powerBi.datasetId,
          CLIENT_ID: powerBi.clientId,
          CAPACITY: powerBi.capacity,
          CLIENT_SECRET_ARN: secret.arn,
          ALARM_TOPIC_ARN: alerts.arn,
        },
        statements: [
          consumeQueue(this.queue.queue.arn),
          allow("ReadClientSecret", ["secretsmanager:GetSecretValue"], [secret.arn]),
          allow("TellAlarm", ["sns:Publish"], [alerts.arn]),
          // The topic is encrypted, so that publishing takes a data key.
          useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
        ],
      },
      child,
    );
    new aws.lambda.EventSourceMapping(
      "refresh-requests",
      {
        eventSourceArn: this.queue.queue.arn,
        functionName: this.refresh.arn,
        batchSize: 1_000,
        maximumBatchingWindowInSeconds: 300,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: 2 },
      },
      child,
    );
    this.registerOutputs({ queueUrl: this.queue.queue.url });
  }
}
