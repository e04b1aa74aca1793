// Short-lived stacks from the command line: `npm run stack -- down <name> --destroy-data`.

import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { CareplusError } from "../../runtime/errors";
import { type DownLimits, down } from "./down/down";
import { AutomationEngine } from "./pulumi/automation-engine";
import { StepLog } from "./step-log";

const PROJECT = resolve(__dirname, "../..");
const MINUTE_MS = 60_000;

const DOWN_LIMITS: DownLimits = {
  drain: { patienceMs: 10 * MINUTE_MS, stoppingMs: 3 * MINUTE_MS, pollMs: 5_000 },
  destroy: { lockMs: 5 * MINUTE_MS, pollMs: 10_000 },
  proof: { forgetMs: 5 * MINUTE_MS, pollMs: 15_000 },
};

const program = new Command("stack").description(
  "short-lived copies of the platform on AWS: stacks named pr-…",
);

program
  .command("down")
  .description("deletes a stack with its data, and proves that nothing of it is left")
  .argument("<name>", "name of the stack, pr-…")
  .option("--destroy-data", "its data may go; without this nothing is touched", false)
  .option("--region <region>", "where it was, if Pulumi does not know it any more")
  .action(async (stack: string, options: { readonly destroyData: boolean; readonly region?: string }) => {
    await down({ stack, ...options }, new AutomationEngine(PROJECT), new StepLog(print), DOWN_LIMITS);
  });

// Commander then throws where it would end the process.
for (const command of [program, ...program.commands]) command.exitOverride();

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exit(error.exitCode);
  if (!(error instanceof CareplusError)) throw error;
  console.error(`stack: ${error.message}`);
  process.exitCode = 1;
});

function print(line: string): void {
  console.log(line);
}
