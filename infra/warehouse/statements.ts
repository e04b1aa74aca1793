import { type Input, interpolate } from "@pulumi/pulumi";
import type * as aws from "../aws";
import { type Allow, allow } from "../iam/statement";

/** Asking the warehouse through the Data API as the database user that belongs to the role. */
export function askWarehouse(workgroupArn: Input<string>, role: aws.iam.Role): readonly Allow[] {
  return [
    ...runStatements(workgroupArn, role),
    allow("BecomeDatabaseUser", ["redshift-serverless:GetCredentials"], [workgroupArn]),
  ];
}

/** The same as the administrator, whose password Redshift keeps in a secret. */
export function administerWarehouse(
  workgroupArn: Input<string>,
  secretArn: Input<string>,
  role: aws.iam.Role,
): readonly Allow[] {
  return [
    ...runStatements(workgroupArn, role),
    allow("BecomeAdministrator", ["secretsmanager:GetSecretValue"], [secretArn]),
  ];
}

/**
 * Statements, once started, are no resources, so `*`: narrowed to those that the role itself has started.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html
 */
function runStatements(workgroupArn: Input<string>, role: aws.iam.Role): readonly Allow[] {
  return [
    allow(
      "RunStatements",
      ["redshift-data:ExecuteStatement", "redshift-data:BatchExecuteStatement"],
      [workgroupArn],
    ),
    allow(
      "SeeOwnStatements",
      [
        "redshift-data:DescribeStatement",
        "redshift-data:GetStatementResult",
        "redshift-data:CancelStatement",
      ],
      ["*"],
      {
        StringLike: { "redshift-data:statement-owner-iam-userid": interpolate`${role.uniqueId}:*` },
      },
    ),
  ];
}
