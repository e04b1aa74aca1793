import { interpolate, type Output } from "@pulumi/pulumi";
import { type Allow, allow } from "../iam/statement";
import type { Naming } from "../naming";
import { PROJECT } from "../stack-name";
import type { Environment } from "./environments";
import { managedPasswords } from "./managed-passwords";
import { roles } from "./roles";
import { unnamedResources } from "./unnamed-resources";

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
    ["passwords", managedPasswords(environment, naming)],
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
