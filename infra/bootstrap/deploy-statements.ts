import { interpolate, type Output } from "@pulumi/pulumi";
import { type Allow, allow } from "../iam/statement";
import type { Naming } from "../naming";
import { PROJECT } from "../stack-name";
import type { Environment } from "./environments";

/** Statements by subject; each subject is a policy of its own, since one holds 10,240 characters together with the others. */
export type StatementsBySubject = readonly (readonly [subject: string, statements: readonly Allow[]])[];

/**
 * What deploying, trying and removing the stacks of an environment takes. Whole services are allowed where their
 * resources carry the stack's name, so a new kind of resource needs no new bootstrap; what has no name to go by is
 * spelled out and held to the region.
 */
export function deployStatements(environment: Environment, naming: Naming): StatementsBySubject {
  return [
    ["named", namedResources(environment, naming)],
    ["roles", roles(environment, naming)],
    ["unnamed", unnamedResources(naming)],
  ];
}

function namedResources({ stacks }: Environment, naming: Naming): readonly Allow[] {
  const { partition } = naming.cloud;
  const name = `${PROJECT}-${stacks}`;
  const identifier = `${PROJECT}_${stacks.replaceAll("-", "_")}`;
  const arn = (service: string, ...resources: string[]): readonly Output<string>[] =>
    resources.map((resource) => naming.arn(service, resource));
  return [
    allow(
      "Buckets",
      ["s3:*"],
      [interpolate`arn:${partition}:s3:::${name}-*`, interpolate`arn:${partition}:s3:::${name}-*/*`],
    ),
    allow("Functions", ["lambda:*"], arn("lambda", `function:${name}-*`)),
    allow("Queues", ["sqs:*"], arn("sqs", `${name}-*`)),
    allow("Topics", ["sns:*"], arn("sns", `${name}-*`)),
    allow("Rules", ["events:*"], arn("events", `rule/${name}-*`)),
    allow("Schedules", ["scheduler:*"], arn("scheduler", `schedule/default/${name}-*`)),
    allow("StateMachines", ["states:*"], arn("states", `stateMachine:${name}-*`, `execution:${name}-*`)),
    allow(
      "Glue",
      ["glue:*"],
      arn(
        "glue",
        "catalog",
        `database/${identifier}*`,
        `table/${identifier}*`,
        `connection/${name}-*`,
        `crawler/${name}-*`,
        `job/${name}-*`,
      ),
    ),
    allow("Workgroups", ["athena:*"], arn("athena", `workgroup/${name}-*`)),
    allow(
      "Databases",
      ["rds:*", "rds-data:*"],
      arn(
        "rds",
        ...["cluster", "db", "subgrp", "cluster-pg", "cluster-snapshot"].map((kind) => `${kind}:${name}-*`),
      ),
    ),
    allow(
      "Alarms",
      ["cloudwatch:*"],
      [
        ...arn("cloudwatch", `alarm:${name}-*`),
        interpolate`arn:${partition}:cloudwatch::${naming.cloud.accountId}:dashboard/${name}-*`,
      ],
    ),
    allow(
      "Logs",
      ["logs:*"],
      arn(
        "logs",
        ...[
          `/${PROJECT}/${stacks}/`,
          `/aws/lambda/${name}-`,
          `/aws/redshift/${name}-`,
          `/aws/rds/cluster/${name}-`,
          `/aws/vendedlogs/states/${name}-`,
          `/aws-glue/*${name}-`,
        ].map((prefix) => `log-group:${prefix}*`),
      ),
    ),
    allow(
      "Budgets",
      ["budgets:*"],
      [interpolate`arn:${partition}:budgets::${naming.cloud.accountId}:budget/${name}-*`],
    ),
    allow("Secrets", ["secretsmanager:*"], arn("secretsmanager", `secret:${name}-*`)),
  ];
}

/** Services to which the stack's roles may be handed. */
const SERVICES = [
  "glue",
  "lambda",
  "redshift",
  "redshift-serverless",
  "scheduler",
  "states",
  "vpc-flow-logs",
];

function roles({ stacks }: Environment, { cloud }: Naming): readonly Allow[] {
  const { partition, accountId } = cloud;
  const name = `${PROJECT}-${stacks}`;
  const role = interpolate`arn:${partition}:iam::${accountId}:role/${name}-*`;
  return [
    allow(
      "Roles",
      [
        ...[
          "CreateRole",
          "DeleteRole",
          "GetRole",
          "UpdateRole",
          "UpdateAssumeRolePolicy",
          "TagRole",
          "UntagRole",
        ],
        ...["PutRolePolicy", "GetRolePolicy", "DeleteRolePolicy", "ListRolePolicies", "ListRoleTags"],
        ...[
          "AttachRolePolicy",
          "DetachRolePolicy",
          "ListAttachedRolePolicies",
          "ListInstanceProfilesForRole",
        ],
      ].map((action) => `iam:${action}`),
      [role],
    ),
    allow(
      "Policies",
      [
        ...["CreatePolicy", "DeletePolicy", "GetPolicy", "TagPolicy", "UntagPolicy", "ListPolicyVersions"],
        ...["CreatePolicyVersion", "DeletePolicyVersion", "GetPolicyVersion", "ListEntitiesForPolicy"],
      ].map((action) => `iam:${action}`),
      [interpolate`arn:${partition}:iam::${accountId}:policy/${name}-*`],
    ),
    allow("HandOver", ["iam:PassRole"], [role], {
      StringEquals: { "iam:PassedToService": SERVICES.map((service) => `${service}.amazonaws.com`) },
    }),
    // Made once for an account, by the first database, warehouse or workgroup of it.
    allow(
      "ServiceRoles",
      ["iam:CreateServiceLinkedRole"],
      [interpolate`arn:${partition}:iam::${accountId}:role/aws-service-role/*`],
      { StringEquals: { "iam:AWSServiceName": ["rds.amazonaws.com", "redshift.amazonaws.com"] } },
    ),
  ];
}

/** Networks, keys and warehouses are named by AWS, when they are made: these are held to the region instead. */
function unnamedResources(naming: Naming): readonly Allow[] {
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
    // What proves that nothing of a removed stack is left.
    allow("Proof", ["tag:GetResources", "secretsmanager:ListSecrets"], ["*"], inRegion),
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
