import type { Command } from "commander";
import { generate } from "../generate";
import { type CommandOptions, command } from "./command";
import { folder, wholeNumber } from "./option-values";

interface GenerateCommandOptions extends CommandOptions {
  readonly days: number;
  readonly tickets: number;
  readonly seed: number;
  readonly out: string;
}

export function generateCommand(): Command {
  return command("generate", "write a MySQL dump and log files that show every known defect")
    .option("--days <n>", "days of data", wholeNumber(1, 3_650), 31)
    .option("--tickets <n>", "number of tickets", wholeNumber(0, 100_000_000), 20_000)
    .option("--seed <n>", "the same seed gives the same bytes", wholeNumber(0), 1)
    .requiredOption("--out <dir>", "folder to write to", folder)
    .action(async (options: GenerateCommandOptions) => {
      const { days, tickets, seed, out } = options;
      const generated = await generate({ days, tickets, seed, out });
      process.stdout.write(
        options.json
          ? `${JSON.stringify(generated)}\n`
          : `wrote ${out}/support_tickets.sql and ${out}/logs\n`,
      );
    });
}
