import type { Command } from "commander";
import { CareplusError } from "../runtime/errors";

/** Runs a command line. A fault of ours is one sentence after the command's name, and exit code 1; others keep their stack. */
export async function runCommand(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    if (!(error instanceof CareplusError)) throw error;
    console.error(`${command.name()}: ${error.message}`);
    process.exitCode = 1;
  }
}
