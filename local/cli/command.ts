import { Command } from "commander";
import { folder } from "./option-values";

/** Options that every command has. */
export interface CommandOptions {
  readonly state: string;
  readonly json?: true;
}

/** A command with the options that every command has. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option("--state <dir>", "folder that holds the lake and the warehouse", folder, folder(".careplus"))
    .option("--json", "print JSON for machines");
}
