import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { programOf } from "../infra/program";
import { Document, documents, ROOT } from "./document";
import { type ShellCommand, shellCommands } from "./shell-commands";
import { WIDEST_STACK } from "./widest-program";

/** Commands that the CLI adds to what AWS's model describes. */
const ADDED = ["s3 cp", "s3 ls", "logs tail", "sso login"];
const GLOBAL = ["--query", "--output", "--cli-binary-format"];

interface Described {
  readonly options: readonly string[];
  readonly required: readonly string[];
}

interface Given {
  readonly where: string;
  /** `sqs receive-message` */
  readonly name: string;
  readonly options: readonly string[];
}

/** What the CLI is asked for in all documents. */
function awsCommands(): readonly Given[] {
  return documents().flatMap((document) =>
    document.blocks.flatMap((block) =>
      shellCommands(block.text)
        .filter(([program]) => program === "aws")
        .map(([, service = "", command = "", ...rest]: ShellCommand) => ({
          where: `${document.path}:${block.line}`,
          name: `${service} ${command}`,
          options: rest.filter((word) => word.startsWith("--")),
        })),
    ),
  );
}

/** By AWS's own model, which botocore brings. */
function described(names: readonly string[]): Readonly<Record<string, Described>> {
  const { stdout, stderr, status } = spawnSync(
    join(ROOT, ".venv/bin/python"),
    [join(__dirname, "aws_cli_options.py")],
    { input: JSON.stringify(names.map((name) => name.split(" "))), encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`botocore: ${stderr}; run \`node scripts/set-up.mjs test\``);
  return JSON.parse(stdout) as Record<string, Described>;
}

describe("the commands of the AWS CLI in the documents", function () {
  this.timeout(60_000);

  it("are such as AWS knows, with all the options they need and no others", () => {
    const commands = awsCommands().filter(({ name }) => !ADDED.includes(name));
    const known = described([...new Set(commands.map(({ name }) => name))]);

    const faults = commands.flatMap(({ where, name, options }) => {
      const model = known[name];
      if (model === undefined) return [`${where} aws ${name} is not known`];
      const unknown = options.filter((option) => !model.options.includes(option) && !GLOBAL.includes(option));
      const missing = model.required.filter((option) => !options.includes(option));
      return [
        ...unknown.map((option) => `${where} aws ${name} has no ${option}`),
        ...missing.map((option) => `${where} aws ${name} needs ${option}`),
      ];
    });

    expect(commands).to.have.length.above(20);
    expect(faults).to.deep.equal([]);
  });

  it("name what the program really calls so", async () => {
    const { resources } = await programOf(WIDEST_STACK);
    const names = new Set(resources.flatMap(({ inputs }) => Object.values(inputs).filter(isText)));

    const runbook = new Document("docs/runbook.md");
    const used = [
      ...runbook.text.matchAll(
        /(?:\/aws\/lambda\/)?careplus-prod-[a-z-]*[a-z](?!\w)|\/careplus\/prod\/[\w/-]+/g,
      ),
    ];
    const unknown = used
      .map(([name]) => name)
      .filter((name) => !names.has(name) && ![...names].some((one) => one === `${name}-111122223333`));

    expect(used).to.have.length.above(20);
    expect([...new Set(unknown)]).to.deep.equal([]);
  });
});

function isText(value: unknown): value is string {
  return typeof value === "string";
}
