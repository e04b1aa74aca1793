import { interpolate } from "@pulumi/pulumi";
import { type Allow, allow } from "../iam/statement";
import type { Naming } from "../naming";
import { PROJECT } from "../stack-name";
import type { Environment } from "./environments";

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

/** Roles and policies of the stacks, what they are handed to, and what is asked of IAM beside them. */
export function roles({ stacks }: Environment, { cloud }: Naming): readonly Allow[] {
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
    // What proves that nothing of a removed stack is left; these services are in no region.
    allow(
      "FindNames",
      ["budgets:ViewBudget", "iam:ListPolicies", "iam:ListRoles", "s3:ListAllMyBuckets"],
      ["*"],
    ),
  ];
}
