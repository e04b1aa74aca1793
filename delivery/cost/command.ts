// The monthly cost of a stack from the command line: `npm run cost -- --stack dev`.

import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { runCommand } from "../run-command";
import { ceilingsOf } from "./ceilings";
import { ceilingRows, currentCostPage } from "./cost-page";
import { costTable, tableMarkdown } from "./cost-table";
import { recordedStack } from "./recorded-stack";
import { USUAL_WORKLOAD, type Workload } from "./workload";

const PAGE = "docs/cost.md";

interface Options {
  readonly stack: string;
  readonly ticketsPerDay: number;
  readonly logsGbPerDay: number;
  readonly loadEvery?: number;
  readonly write?: true;
}

const command = new Command("cost")
  .description("the monthly cost of a stack at list prices, and what keeps it from costing more")
  .option("--stack <name>", "dev, prod, or a short-lived stack", "dev")
  .option("--tickets-per-day <n>", "new and changed tickets", amount(0, 1e9), USUAL_WORKLOAD.ticketsPerDay)
  .option("--logs-gb-per-day <n>", "GB of logs", amount(0, 1e6), USUAL_WORKLOAD.logsGbPerDay)
  .option("--load-every <minutes>", "minutes between loads; absent: as the stack says", amount(1, 1_440))
  .addOption(
    new Option("--write", `write ${PAGE} for dev and prod`).conflicts([
      "stack",
      "ticketsPerDay",
      "logsGbPerDay",
      "loadEvery",
    ]),
  )
  .action(async (options: Options) => {
    if (options.write) return await writePage();
    const workload: Workload = {
      ticketsPerDay: options.ticketsPerDay,
      logsGbPerDay: options.logsGbPerDay,
      ...(options.loadEvery !== undefined && { loadEveryMinutes: options.loadEvery }),
    };
    const stack = await recordedStack(options.stack);
    const { ticketsPerDay, logsGbPerDay } = workload;
    console.log(`${options.stack}; 1× is ${ticketsPerDay} tickets and ${logsGbPerDay} GB of logs a day\n`);
    console.log(tableMarkdown(costTable(stack, workload)));
    console.log(ceilingRows(ceilingsOf(stack)).join("\n"));
  });

void runCommand(command);

async function writePage(): Promise<void> {
  await writeFile(resolve(__dirname, "../..", PAGE), await currentCostPage());
  console.log(`${PAGE} is written`);
}

/** Parses a number within bounds; commander prints the sentence. */
function amount(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
    return value;
  };
}
