import * as pulumi from "@pulumi/pulumi";
import type * as aws from "../aws";
import { type Allow, allow } from "../iam/statement";
import { createLogGroup } from "../log-group";
import type { Platform } from "../platform";

/**
 * The log of a state machine: errors, without the data that it passes on. Step Functions asks for the log group's
 * prefix, or its own policy on log groups grows past its limit.
 */
export function logErrors(
  platform: Platform,
  role: string,
  machine: string,
  key: aws.kms.Key,
  parent: pulumi.Resource,
): aws.types.input.sfn.StateMachineLoggingConfiguration {
  const logGroup = createLogGroup(platform, role, `/aws/vendedlogs/states/${machine}`, key, parent);
  return {
    level: "ERROR",
    includeExecutionData: false,
    logDestination: pulumi.interpolate`${logGroup.arn}:*`,
  };
}

/**
 * CloudWatch's log deliveries know no resources:
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
 */
export const DELIVER_LOGS: Allow = allow(
  "DeliverLogs",
  [
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
  ],
  ["*"],
);
