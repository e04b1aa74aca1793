import type { Command } from "commander";
import { readState } from "../owner/open-reader";
import { type CommandOptions, command } from "./command";
import { printTable } from "./print-table";

export function sqlCommand(): Command {
  return command("sql", "ask the warehouse in SQL; it may only read")
    .argument("<query>", 'for example "select status, count(*) from rpt.tickets group by status"')
    .addHelpText(
      "after",
      "\nWith --json it prints an array of objects, one a row; times are ISO text in UTC.",
    )
    .action(async (query: string, options: CommandOptions) => {
      const rows = await readState(options.state).queryReadOnly(query);
      if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
      else printTable(rows);
    });
}
