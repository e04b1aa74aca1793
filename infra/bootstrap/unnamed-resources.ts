import { type Allow, allow } from "../iam/statement";
import type { Naming } from "../naming";

/** Networks, keys and warehouses are named by AWS, when they are made: these are held to the region instead. */
export function unnamedResources(naming: Naming): readonly Allow[] {
  const inRegion = { StringEquals: { "aws:RequestedRegion": naming.cloud.region } };
  return [
    allow("Networks", networkActions(), ["*"], inRegion),
    allow("Warehouses", ["redshift-serverless:*", "redshift-data:*"], ["*"], inRegion),
    allow(
      "Keys",
      [
        ...[
          "CreateKey",
          "DescribeKey",
          "EnableKeyRotation",
          "GetKeyPolicy",
          "GetKeyRotationStatus",
          "ListAliases",
        ],
        ...["ListResourceTags", "PutKeyPolicy", "ScheduleKeyDeletion", "TagResource", "UntagResource"],
        ...["CreateAlias", "DeleteAlias", "UpdateAlias", "UpdateKeyDescription"],
        ...["CreateGrant", "Decrypt", "GenerateDataKey"],
      ].map((action) => `kms:${action}`),
      ["*"],
      inRegion,
    ),
    allow(
      "Sources",
      [
        "lambda:CreateEventSourceMapping",
        "lambda:UpdateEventSourceMapping",
        "lambda:DeleteEventSourceMapping",
        "lambda:GetEventSourceMapping",
        "lambda:ListEventSourceMappings",
        "lambda:TagResource",
        "lambda:ListTags",
      ],
      ["*"],
      inRegion,
    ),
    allow(
      "LogDeliveries",
      [
        ...[
          "CreateLogDelivery",
          "GetLogDelivery",
          "UpdateLogDelivery",
          "DeleteLogDelivery",
          "ListLogDeliveries",
        ],
        ...["DescribeLogGroups", "DescribeResourcePolicies", "PutResourcePolicy"],
      ].map((action) => `logs:${action}`),
      ["*"],
      inRegion,
    ),
    allow(
      "GlueSecurity",
      [
        "glue:CreateSecurityConfiguration",
        "glue:DeleteSecurityConfiguration",
        "glue:GetSecurityConfiguration",
      ],
      ["*"],
      inRegion,
    ),
    // What proves that nothing of a removed stack is left: lists can only be had whole.
    allow(
      "Lists",
      [
        "athena:ListWorkGroups",
        ...["DescribeAlarms", "ListDashboards"].map((action) => `cloudwatch:${action}`),
        "events:ListRules",
        ...["Connections", "Crawlers", "Databases", "Jobs", "SecurityConfigurations"].map(
          (things) => `glue:Get${things}`,
        ),
        "lambda:ListFunctions",
        "rds:Describe*",
        "scheduler:ListSchedules",
        "secretsmanager:ListSecrets",
        "sns:ListTopics",
        "sqs:ListQueues",
        "states:ListStateMachines",
        "tag:GetResources",
      ],
      ["*"],
      inRegion,
    ),
  ];
}

function networkActions(): readonly string[] {
  const kinds = ["Vpc", "Subnet", "RouteTable", "SecurityGroup", "VpcEndpoint", "InternetGateway"];
  return [
    "ec2:Describe*",
    "ec2:CreateTags",
    "ec2:DeleteTags",
    ...kinds.flatMap((kind) => {
      const deleted = kind === "VpcEndpoint" ? "VpcEndpoints" : kind;
      return [`ec2:Create${kind}`, `ec2:Delete${deleted}`];
    }),
    ...["ModifyVpcAttribute", "ModifySubnetAttribute", "ModifyVpcEndpoint", "AssociateRouteTable"],
    ...["DisassociateRouteTable", "ReplaceRouteTableAssociation", "CreateRoute", "DeleteRoute"],
    ...["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress"],
    ...["RevokeSecurityGroupEgress", "ModifySecurityGroupRules", "CreateFlowLogs", "DeleteFlowLogs"],
    "DeleteNetworkInterface",
  ].map((action) => (action.startsWith("ec2:") ? action : `ec2:${action}`));
}
