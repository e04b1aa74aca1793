import { type Input, interpolate, type Output } from "@pulumi/pulumi";
import type { Naming } from "../naming";
import { type Allow, allow } from "./statement";

/**
 * What Glue does with a role to put network interfaces into the connection's subnet. Most of EC2's Describe calls
 * know no resources, hence their `*`. https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html
 */
export function joinNetwork(naming: Naming): readonly Allow[] {
  const describe = ["Subnets", "SecurityGroups", "NetworkInterfaces", "VpcEndpoints", "RouteTables"];
  const ec2 = (resource: string): Output<string> => naming.arn("ec2", resource);
  return [
    allow(
      "DescribeNetwork",
      describe.map((what) => `ec2:Describe${what}`),
      ["*"],
    ),
    allow("DescribeVpc", ["ec2:DescribeVpcAttribute"], [ec2("vpc/*")]),
    allow(
      "CreateInterfaces",
      ["ec2:CreateNetworkInterface"],
      [ec2("network-interface/*"), ec2("subnet/*"), ec2("security-group/*")],
    ),
    allow("TagInterfaces", ["ec2:CreateTags"], [ec2("network-interface/*")], {
      "ForAllValues:StringEquals": { "aws:TagKeys": ["aws-glue-service-resource"] },
    }),
    allow("DeleteInterfaces", ["ec2:DeleteNetworkInterface"], [ec2("network-interface/*")]),
  ];
}

/** Asking for a connection and the secret that it names. */
export function useConnection(
  naming: Naming,
  connectionName: Input<string>,
  secretArn: Input<string>,
): readonly Allow[] {
  return [
    allow(
      "ReadConnection",
      ["glue:GetConnection"],
      [naming.arn("glue", "catalog"), naming.arn("glue", interpolate`connection/${connectionName}`)],
    ),
    allow("ReadCredentials", ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], [secretArn]),
  ];
}

/**
 * Glue reads its security configuration in the role's name. Those have no ARN, hence the `*`.
 * https://docs.aws.amazon.com/solutions/latest/constructs/aws-kinesisstreams-gluejob.html
 */
export function readSecurityConfiguration(): Allow {
  return allow("ReadSecurityConfiguration", ["glue:GetSecurityConfiguration"], ["*"]);
}

/** Glue asks to make its log groups even where they are there. */
export function writeGlueLogs(logGroupArns: readonly Output<string>[]): Allow {
  return allow(
    "WriteLogs",
    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    logGroupArns.flatMap((arn) => [arn, interpolate`${arn}:*`]),
  );
}
