import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import { policyDocument } from "./iam/statement";
import type { Platform } from "./platform";

export interface EventQueueArgs {
  readonly platform: Platform;
  readonly key: aws.kms.Key;
  readonly description: string;
  /** EventBridge pattern of the events that come in. */
  readonly eventPattern: pulumi.Input<object>;
  /** Longest time one delivery is worked on: the consumer's own timeout. */
  readonly consumerTimeoutSeconds: number;
  /** Deliveries before an event is put aside. */
  readonly maxReceiveCount: number;
}

/** A queue of events, with a second one for those that could not be dealt with. */
export class EventQueue extends pulumi.ComponentResource {
  readonly queue: aws.sqs.Queue;
  readonly deadLetters: aws.sqs.Queue;

  constructor(name: string, args: EventQueueArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:events:EventQueue", name, {}, opts);
    const { naming } = args.platform;
    const child = { parent: this };
    const kmsMasterKeyId = args.key.arn;
    this.deadLetters = new aws.sqs.Queue(
      `${name}-dead`,
      {
        name: naming.name(`${name}-dead`),
        kmsMasterKeyId,
        messageRetentionSeconds: FOURTEEN_DAYS,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: "byQueue",
          sourceQueueArns: [naming.arn("sqs", naming.name(name))],
        }),
      },
      child,
    );
    this.queue = new aws.sqs.Queue(
      name,
      {
        name: naming.name(name),
        kmsMasterKeyId,
        messageRetentionSeconds: FOURTEEN_DAYS,
        receiveWaitTimeSeconds: 20,
        // Lambda asks for six times the function's timeout: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
        visibilityTimeoutSeconds: 6 * args.consumerTimeoutSeconds,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: this.deadLetters.arn,
          maxReceiveCount: args.maxReceiveCount,
        }),
      },
      child,
    );
    const rule = new aws.cloudwatch.EventRule(
      name,
      {
        name: naming.name(name),
        description: args.description,
        eventPattern: pulumi.jsonStringify(args.eventPattern),
      },
      child,
    );
    new aws.sqs.QueuePolicy(
      name,
      { queueUrl: this.queue.url, policy: queuePolicy(this.queue.arn, rule.arn) },
      child,
    );
    new aws.sqs.QueuePolicy(
      `${name}-dead`,
      { queueUrl: this.deadLetters.url, policy: queuePolicy(this.deadLetters.arn, rule.arn) },
      child,
    );
    new aws.cloudwatch.EventTarget(
      name,
      // What EventBridge itself cannot deliver is put aside, too.
      { rule: rule.id, arn: this.queue.arn, deadLetterConfig: { arn: this.deadLetters.arn } },
      child,
    );
    this.registerOutputs({ url: this.queue.url });
  }
}

/** Longest that SQS keeps a message. */
const FOURTEEN_DAYS = 14 * 24 * 3_600;

/** EventBridge may send what the rule lets through; nobody sends without TLS. */
function queuePolicy(queueArn: pulumi.Output<string>, ruleArn: pulumi.Output<string>): pulumi.Output<string> {
  return policyDocument([
    {
      Sid: "RuleSends",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["sqs:SendMessage"],
      Resource: [queueArn],
      Condition: { ArnEquals: { "aws:SourceArn": ruleArn } },
    },
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: ["sqs:*"],
      Resource: [queueArn],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}

/** The pattern of new objects of a bucket below a prefix. */
export function objectCreated(bucketName: pulumi.Input<string>, prefix: string): object {
  return {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix }] } },
  };
}
