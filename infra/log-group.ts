import type * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import type { Platform } from "./platform";

/**
 * A log group that is there before its writer: one that a service makes by itself is kept for ever, unencrypted, and
 * stays when the stack is gone.
 */
export function createLogGroup(
  { config }: Platform,
  name: string,
  logGroupName: pulumi.Input<string>,
  key: aws.kms.Key,
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    name,
    { name: logGroupName, retentionInDays: config.limits.logRetentionDays, kmsKeyId: key.arn },
    { parent },
  );
}
