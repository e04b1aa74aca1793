import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { find } from "./find";
import { FULL_STACK } from "./full-stack";
import { type ProgramRun, programOf } from "./program";
import { actionOf } from "./sdk-actions";

/** What Lambda does with a function's role: it opens its variables, writes its log, and polls its event source. */
const BY_LAMBDA = ["kms:Decrypt", "logs:CreateLogStream", "logs:PutLogEvents"];
const BY_EVENT_SOURCE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

/** What a service does in the caller's name when it is asked by the SDK. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  // GetObject of one version, which the event names. Without ListBucket S3 denies what is not there.
  "log-transformer": ["s3:GetObjectVersion", "s3:ListBucket"],
  loader: ["redshift-serverless:GetCredentials", "s3:ListBucket"],
  reconciler: ["redshift-serverless:GetCredentials"],
  "replay-chooser": ["redshift-serverless:GetCredentials"],
  migrate: ["secretsmanager:GetSecretValue"],
  seed: ["secretsmanager:GetSecretValue"],
};

/** What writes takes a data key: objects, messages, notifications are encrypted with the platform's key. */
const WRITES = ["s3:PutObject", "sqs:SendMessage", "sns:Publish"];

describe("a function's role", () => {
  const handlers = {
    "log-transformer": "transform-logs",
    loader: "load",
    migrate: "migrate",
    reconciler: "reconcile",
    refresh: "refresh",
    "replay-chooser": "choose-replay",
    seed: "seed",
  };
  let full: ProgramRun;

  before(async () => {
    full = await programOf(FULL_STACK);
  });

  for (const [name, handler] of Object.entries(handlers)) {
    it(`of ${name} allows what its code calls, and nothing that it does not call`, () => {
      const sources = sourcesOf(handler);

      const called = [...sources.flatMap(actionsIn), ...(IMPLIED[name] ?? []), ...BY_LAMBDA];

      const allowed = allowedActions(full, name);
      const needed = new Set([
        ...called,
        ...(called.some((action) => WRITES.includes(action)) ? ["kms:GenerateDataKey"] : []),
        ...(allowed.includes("sqs:GetQueueAttributes") ? BY_EVENT_SOURCE : []),
      ]);
      expect(allowed.sort()).to.deep.equal([...needed].sort());
    });
  }
});

function allowedActions(run: ProgramRun, name: string): string[] {
  const { policy } = find(run, "aws:iam/rolePolicy:RolePolicy", name).inputs;
  const { Statement } = JSON.parse(String(policy)) as { Statement: readonly { Action: readonly string[] }[] };
  return Statement.flatMap(({ Action }) => Action);
}

const RUNTIME = resolve(__dirname, "../../runtime");

/** Texts of a handler and of all that it imports of ours. */
function sourcesOf(handler: string): string[] {
  const texts = new Map<string, string>();
  const visit = (module: string): void => {
    const file = existsSync(`${module}.ts`) ? `${module}.ts` : `${module}/index.ts`;
    if (texts.has(file)) return;
    const text = readFileSync(file, "utf8");
    texts.set(file, text);
    for (const [, path = ""] of text.matchAll(/^(?:import|export) (?!type)[^;]*from "(\.[^"]+)";/gm))
      visit(resolve(file, "..", path));
  };
  visit(resolve(RUNTIME, "handlers", handler));
  return [...texts.values()];
}

/** The actions that a text's commands need: `new GetObjectCommand(…)` with the import that it comes from. */
function actionsIn(text: string): string[] {
  const imports = text.matchAll(/import \{([^}]+)\} from "@aws-sdk\/client-([\w-]+)"/g);
  return [...imports].flatMap(([, names = "", client = ""]) =>
    [...names.matchAll(/(\w+)Command\b/g)].flatMap(([, command = ""]) => {
      if (!text.includes(`new ${command}Command(`)) return [];
      return [actionOf(client, command)];
    }),
  );
}
