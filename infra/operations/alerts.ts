import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { policyDocument, type ResourceStatement } from "../iam/statement";
import type { Platform } from "../platform";

export interface AlertsArgs {
  readonly platform: Platform;
  readonly key: aws.kms.Key;
}

/** Where everything that a person should know of is said. */
export class Alerts extends pulumi.ComponentResource {
  readonly topic: aws.sns.Topic;

  constructor(name: string, { platform, key }: AlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:operations:Alerts", name, {}, opts);
    const { config, naming } = platform;
    this.topic = new aws.sns.Topic(
      name,
      { name: naming.name("alerts"), kmsMasterKeyId: key.arn },
      { parent: this },
    );
    new aws.sns.TopicPolicy(
      name,
      { arn: this.topic.arn, policy: policyDocument(topicPolicy(this.topic.arn, naming.cloud.accountId)) },
      { parent: this },
    );
    if (config.alertEmail !== undefined)
      new aws.sns.TopicSubscription(
        name,
        { topic: this.topic.arn, protocol: "email", endpoint: config.alertEmail },
        { parent: this },
      );
    this.registerOutputs({ topicArn: this.topic.arn });
  }
}

function topicPolicy(
  topicArn: pulumi.Output<string>,
  accountId: pulumi.Output<string>,
): readonly ResourceStatement[] {
  return [
    ...["cloudwatch.amazonaws.com", "budgets.amazonaws.com"].map(
      (service): ResourceStatement => ({
        Sid: `${service.split(".")[0]}Publishes`,
        Effect: "Allow",
        Principal: { Service: service },
        Action: ["sns:Publish"],
        Resource: [topicArn],
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      }),
    ),
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: ["sns:Publish"],
      Resource: [topicArn],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
