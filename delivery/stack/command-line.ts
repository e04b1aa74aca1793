import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { type DownLimits, down } from "./down/down";
import { AutomationEngine } from "./pulumi/automation-engine";
import { reap } from "./reap/reap";
import { shortLivedStacks, stackLines } from "./reap/short-lived-stacks";
import { smoke } from "./smoke/smoke";
import type { SmokeLimits } from "./smoke/until-seen";
import { StepLog } from "./step-log";
import { readStackFile } from "./up/stack-file";
import { up } from "./up/up";

const PROJECT = resolve(__dirname, "../..");
const MINUTE_MS = 60_000;

const DOWN_LIMITS: DownLimits = {
  drain: { patienceMs: 10 * MINUTE_MS, stoppingMs: 3 * MINUTE_MS, pollMs: 5_000 },
  destroy: { lockMs: 5 * MINUTE_MS, pollMs: 10_000 },
  proof: { forgetMs: 5 * MINUTE_MS, pollMs: 15_000 },
};

/** A run of the ticket flow is two Glue jobs and a load. */
const SMOKE_LIMITS: SmokeLimits = { stepMs: 30 * MINUTE_MS, pollMs: 5_000 };

/** What `npm run stack` understands. */
export const program = new Command("stack").description(
  "short-lived copies of the platform on AWS: stacks named pr-…",
);

program
  .command("up")
  .description("brings up a copy of dev with a seeded MySQL of its own")
  .argument("<name>", "name of the stack, pr-…")
  .option("--hours-to-live <hours>", "after that `reap` takes it down", hours, 72)
  .option("--update", "the stack is there: bring it to the state of the program", false)
  .action(async (stack: string, options: { readonly hoursToLive: number; readonly update: boolean }) => {
    const { hoursToLive, update: isUpdate } = options;
    const copied = await readStackFile(PROJECT, "dev");
    const request = { stack, copied, hoursToLive, isUpdate, now: new Date() };
    print(JSON.stringify(await up(request, new AutomationEngine(PROJECT), new StepLog(print)), null, 2));
  });

program
  .command("smoke")
  .description("drives a log file and a ticket from their sources to a stack's warehouse")
  .argument("<name>", "name of the stack, pr-…")
  .action((stack: string) =>
    smoke(stack, new Date(), new AutomationEngine(PROJECT), new StepLog(print), SMOKE_LIMITS),
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

program
  .command("list")
  .description("the short-lived stacks, and when they expire")
  .action(async () => {
    const stacks = await shortLivedStacks(new AutomationEngine(PROJECT));
    for (const line of stackLines(stacks, new Date())) print(line);
  });

program
  .command("reap")
  .description("takes down the short-lived stacks that have expired")
  .option("--destroy-data", "their data may go; without this nothing is touched", false)
  .action(async ({ destroyData }: { readonly destroyData: boolean }) => {
    const request = { destroyData, now: new Date() };
    await reap(request, new AutomationEngine(PROJECT), new StepLog(print), DOWN_LIMITS);
  });

function print(line: string): void {
  console.log(line);
}

function hours(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 336)
    throw new InvalidArgumentError("It must be a whole number of hours from 1 to 336, which are 14 days.");
  return count;
}
