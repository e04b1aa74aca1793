import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { ServiceRole } from "../iam/service-role";
import { allow } from "../iam/statement";
import { createLogGroup } from "../log-group";
import type { Platform } from "../platform";

/** Logs what the VPC refused: in subnets without a way out that is next to nothing, and each line is worth reading. */
export function createFlowLog(
  platform: Platform,
  vpcId: pulumi.Output<string>,
  key: aws.kms.Key,
  parent: pulumi.Resource,
): void {
  const { naming } = platform;
  const logGroup = createLogGroup(
    platform,
    "flow-log",
    `/careplus/${platform.config.stack}/flow-log`,
    key,
    parent,
  );
  const write = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"];
  const role = new ServiceRole(
    "flow-log",
    {
      roleName: naming.name("flow-log"),
      service: "vpc-flow-logs.amazonaws.com",
      statements: [allow("WriteLogs", write, [logGroup.arn, pulumi.interpolate`${logGroup.arn}:*`])],
    },
    { parent },
  );
  new aws.ec2.FlowLog(
    "network",
    { vpcId, trafficType: "REJECT", logDestination: logGroup.arn, iamRoleArn: role.readyArn },
    { parent },
  );
}
