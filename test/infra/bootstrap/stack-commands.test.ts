import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { isActionCovered } from "../../../delivery/preview-report/iam/cover";
import { isAllowed, roleStatements } from "./role-statements";

const STACK_COMMANDS = resolve(__dirname, "../../../delivery/stack");

/** Prefix of the actions of each client that is called otherwise. */
const PREFIXES: Readonly<Record<string, string>> = {
  "cloudwatch-logs": "logs",
  eventbridge: "events",
  "resource-groups-tagging-api": "tag",
  "secrets-manager": "secretsmanager",
  sfn: "states",
};

/** Operations whose action has another name: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const ACTIONS: Readonly<Record<string, string>> = {
  "budgets:DescribeBudgets": "budgets:ViewBudget",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
};

/** Lists of something that is named in the request. */
const OF_ONE_THING = [
  "glue:GetJobRuns",
  "logs:DescribeLogStreams",
  "logs:FilterLogEvents",
  "states:GetExecutionHistory",
  "states:ListExecutions",
];

describe("the role of short-lived stacks", () => {
  it("may list all that the commands for them look through", async () => {
    const allowed = await roleStatements("short-lived");
    const ofOneThing = allowed.flatMap(({ Action }) => Action);

    const refused = listActions().filter((action) =>
      OF_ONE_THING.includes(action)
        ? !ofOneThing.some((wide) => isActionCovered(action, wide))
        : !isAllowed(allowed, action, "*"),
    );

    expect(listActions().length).to.be.greaterThan(30);
    expect(refused).to.deep.equal([]);
  });
});

/** Actions of every paginated call below delivery/stack. */
function listActions(): readonly string[] {
  const files = readdirSync(STACK_COMMANDS, { recursive: true, encoding: "utf8" });
  const actions = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => actionsIn(readFileSync(join(STACK_COMMANDS, file), "utf8")));
  return [...new Set(actions)].sort();
}

function actionsIn(text: string): readonly string[] {
  return [...text.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([\w-]+)"/g)].flatMap(
    ([, names = "", client = ""]) =>
      [...names.matchAll(/\bpaginate(\w+)/g)].map(([, operation]) => {
        const action = `${PREFIXES[client] ?? client}:${operation}`;
        return ACTIONS[action] ?? action;
      }),
  );
}
