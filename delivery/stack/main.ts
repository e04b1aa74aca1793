// Short-lived stacks from the command line: `npm run stack -- down <name> --destroy-data`.

import { CommanderError } from "commander";
import { CareplusError } from "../../runtime/errors";
import { program } from "./command-line";

// Commander then throws where it would end the process.
for (const command of [program, ...program.commands]) command.exitOverride();

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exit(error.exitCode);
  if (!(error instanceof CareplusError)) throw error;
  console.error(`stack: ${error.message}`);
  process.exitCode = 1;
});
