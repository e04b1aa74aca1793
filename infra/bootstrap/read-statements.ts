import { type Allow, allow, type Deny } from "../iam/statement";
import { PROJECT } from "../stack-name";
import type { Environment } from "./environments";
import { findState, stateObjects } from "./state-statements";
import type { StateStore } from "./state-store";

export function readState(environment: Environment, state: StateStore): readonly Allow[] {
  return [
    ...findState(state),
    allow("ReadStates", ["s3:GetObject"], [...stateObjects(environment, state)]),
    allow("OpenStates", ["kms:Decrypt"], [state.key.arn]),
  ];
}

/**
 * AWS's ReadOnlyAccess reads data, too. A preview needs resources alone, and runs code that nobody has reviewed: it gets
 * no object of the lake, no row, no log line, no message, no secret.
 */
export function keepOutOfData(): readonly Deny[] {
  const zones = ["raw", "processed", "quarantine", "results", "access-logs"];
  return [
    {
      Sid: "NoObjects",
      Effect: "Deny",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: zones.map((zone) => `arn:*:s3:::${PROJECT}-*-${zone}-*/*`),
    },
    {
      Sid: "NoRowsLogsMessagesSecrets",
      Effect: "Deny",
      Action: [
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "glue:GetConnection",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetLogRecord",
        "logs:GetQueryResults",
        "logs:StartLiveTail",
        "logs:StartQuery",
        "logs:Unmask",
        "rds-data:*",
        "redshift-data:*",
        "secretsmanager:GetSecretValue",
        "sqs:ReceiveMessage",
        "states:GetExecutionHistory",
      ],
      Resource: ["*"],
    },
  ];
}
