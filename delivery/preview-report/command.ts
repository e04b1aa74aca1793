// The report on a preview from the command line: `npm run preview-report -- preview.json`, or `-` for standard input.

import { createReadStream } from "node:fs";
import { Command } from "commander";
import { CareplusError } from "../../runtime/errors";
import { runCommand } from "../run-command";
import { CollectedChanges } from "./collected-changes";
import { readPreview } from "./reading/preview";
import { report } from "./report";

/** The report was made, but a person must look: the engine did something that this program does not know. */
const EXIT_UNKNOWN_OPERATION = 2;

const command = new Command("preview-report")
  .description("turns the output of `pulumi preview --json` into a comment for a pull request, in Markdown")
  .argument("<file>", "what `pulumi preview --json --show-sames` printed; - for standard input")
  .action(async (file: string) => {
    const changes = new CollectedChanges();
    const end = await readPreview(bytesOf(file), (step) => changes.add(step));
    changes.end();
    const text = report(changes, end);
    process.stdout.write(text);
    if (text === "") console.error("preview-report: nothing changes, so there is nothing to report");
    if (changes.unknown.count > 0) {
      console.error(
        `preview-report: operations that this program does not know: ${changes.unknown.count}; they are listed in the report`,
      );
      process.exitCode = EXIT_UNKNOWN_OPERATION;
    }
  });

void runCommand(command);

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* file === "-" ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 });
  } catch (error) {
    if (!(error instanceof Error) || !("syscall" in error)) throw error;
    throw new CareplusError("preview_json", `${file} cannot be read: ${error.message}`, { cause: error });
  }
}
