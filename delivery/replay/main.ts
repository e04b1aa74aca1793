// Replay from the command line: `npm run replay -- --stack dev --reason unknown_level` of a deployed stack,
// `npm run replay -- --reason unknown_level` of the platform on this machine.

import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SFN } from "@aws-sdk/client-sfn";
import { Command, CommanderError } from "commander";
import { CareplusError } from "../../runtime/errors";
import { regionOfStack } from "./region-of-stack";
import { type CloudReplayOptions, replayStack } from "./replay-stack";

const CAREPLUS = resolve(__dirname, "../../local/cli/careplus.js");
const POLL_MS = 5_000;

const program = new Command("replay")
  .description("transforms and loads source objects of a deployed stack again, under today's rules")
  .requiredOption("--stack <name>", "the stack; without this option: the platform on this machine")
  .option("--key <object>", "one source object: `logs/…`, or an extraction `tickets/extract_date=…/<run>`")
  .option("--prefix <text>", "source objects whose names begin so, whether they were ever loaded or not")
  .option("--from <date>", "objects with records of this UTC date or later")
  .option("--to <date>", "objects with records of this UTC date or earlier")
  .option("--reason <reason>", "objects with records rejected for this reason")
  .option("--region <region>", "where the stack is, if no Pulumi.<stack>.yaml says so")
  .addHelpText("after", "\nWhen several of these are given, all must hold.")
  .exitOverride()
  .action(async ({ stack, region = regionOfStack(stack), ...selection }: StackOptions) => {
    const client = new SFN({ region });
    try {
      await replayStack({ stack, selection }, client, console.log, () => sleep(POLL_MS));
    } finally {
      client.destroy();
    }
  });

type StackOptions = CloudReplayOptions["selection"] & { readonly stack: string; readonly region?: string };

const args = process.argv.slice(2);
if (args.some((arg) => arg === "--stack" || arg.startsWith("--stack="))) {
  program.parseAsync().catch(report);
} else {
  process.exitCode =
    spawnSync(process.execPath, [CAREPLUS, "replay", ...args], { stdio: "inherit" }).status ?? 1;
}

function report(error: unknown): void {
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
  if (error instanceof CommanderError) return;
  if (!(error instanceof CareplusError)) throw error;
  console.error(`replay: ${error.message}`);
}
