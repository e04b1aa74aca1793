import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./document";
import type { ShellCommand } from "./shell-commands";

/** Commands that the CLI adds to what AWS's model describes. */
const ADDED = ["s3 cp", "s3 ls", "s3 rb", "logs tail", "sso login"];
/** Options that the CLI calls otherwise: https://github.com/aws/aws-cli/blob/v2/awscli/customizations/argrename.py */
const RENAMED: Readonly<Record<string, string>> = {
  "sns subscribe --notification-endpoint": "sns subscribe --endpoint",
};
const GLOBAL = ["--query", "--output", "--cli-binary-format"];

interface Described {
  readonly options: readonly string[];
  readonly required: readonly string[];
}

/** What is wrong with each command of the AWS CLI: an unknown name, unknown options, missing ones. */
export function faultsOfAwsCommands(commands: readonly ShellCommand[]): readonly (readonly string[])[] {
  const given = commands.map(([, service = "", command = "", ...rest]) => ({
    name: `${service} ${command}`,
    options: rest
      .filter((word) => word.startsWith("--"))
      .map((option) => modelled(`${service} ${command}`, option)),
  }));
  const names = new Set(given.map(({ name }) => name));
  const known = described([...names].filter((name) => !ADDED.includes(name)));
  return given.map(({ name, options }) => {
    if (ADDED.includes(name)) return [];
    const model = known[name];
    if (model === undefined) return [`aws ${name} is not known`];
    const unknown = options.filter((option) => !isOption(option, model));
    const missing = model.required.filter((option) => !options.includes(option));
    return [
      ...unknown.map((option) => `aws ${name} has no ${option}`),
      ...missing.map((option) => `aws ${name} needs ${option}`),
    ];
  });
}

/** The option as AWS's model calls it. */
function modelled(name: string, option: string): string {
  return RENAMED[`${name} ${option}`]?.split(" ").at(-1) ?? option;
}

/** Switches have an opposite: `--no-…`. */
function isOption(option: string, { options }: Described): boolean {
  return options.includes(option.replace(/^--no-/, "--")) || GLOBAL.includes(option);
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
