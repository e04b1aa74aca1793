import { type Allow, allow, type Deny } from "../iam/statement";
import { PROJECT } from "../stack-name";
import type { Environment } from "./environments";
import { findState, stateObjects } from "./state-statements";
import type { StateStore } from "./state-store";

export function readState(environment: Environment, state: StateStore): readonly Allow[] {
  return [
    ...findState(environment, state),
    allow("ReadStates", ["s3:GetObject"], [...stateObjects(environment, state)]),
    allow("OpenStates", ["kms:Decrypt"], [state.key.arn]),
  ];
}

/**
 * What looking for drift takes beyond AWS's ReadOnlyAccess: the values of the stack's own secrets, which its state has
 * too, and its key for the settings of functions and for the objects that are code.
 */
export function readOwnSettings({ stacks }: Environment, { naming }: StateStore): readonly Allow[] {
  const name = `${PROJECT}-${stacks}-*`;
  const { region } = naming.cloud;
  return [
    allow("ReadSecrets", ["secretsmanager:GetSecretValue"], [naming.arn("secretsmanager", `secret:${name}`)]),
    allow("OpenSettings", ["kms:Decrypt"], [naming.arn("kms", "key/*")], {
      StringEquals: {
        "kms:ViaService": ["lambda", "s3", "secretsmanager"].map(
          (service) => `${service}.${region}.amazonaws.com`,
        ),
      },
      "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${name}` },
    }),
  ];
}

/**
 * AWS's ReadOnlyAccess reads data, too. A preview needs resources alone, and runs code that nobody has reviewed: it gets
 * no object of the lake, no row, no log line, no message, and no secret of another stack. A Glue connection of ours
 * names its secret; others may have a password in them.
 */
export function keepOutOfData({ stacks }: Environment, { naming }: StateStore): readonly Deny[] {
  const zones = ["raw", "processed", "quarantine", "results", "access-logs"];
  const name = `${PROJECT}-${stacks}-*`;
  return [
    {
      Sid: "NoObjects",
      Effect: "Deny",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: zones.map((zone) => `arn:*:s3:::${PROJECT}-*-${zone}-*/*`),
    },
    {
      Sid: "NoRowsLogsMessages",
      Effect: "Deny",
      Action: [
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "glue:GetConnections",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetLogRecord",
        "logs:GetQueryResults",
        "logs:StartLiveTail",
        "logs:StartQuery",
        "logs:Unmask",
        "rds-data:*",
        "redshift-data:*",
        "sqs:ReceiveMessage",
        "states:GetExecutionHistory",
      ],
      Resource: ["*"],
    },
    {
      Sid: "NoPasswordsOfOthers",
      Effect: "Deny",
      Action: ["glue:GetConnection", "secretsmanager:GetSecretValue"],
      NotResource: [
        naming.arn("secretsmanager", `secret:${name}`),
        naming.arn("glue", "catalog"),
        naming.arn("glue", `connection/${name}`),
      ],
    },
  ];
}
