import type { CommanderError } from "commander";
import { CareplusError } from "../../runtime/errors";

/** Says one sentence on stderr; for machines also an object on stdout. A fault of our own keeps its stack. */
export function reportFault(error: unknown, asJson: boolean): void {
  const fault = error instanceof Error ? error : new Error(String(error));
  const code = fault instanceof CareplusError ? fault.code : "unexpected";
  if (asJson) printError(code, fault.message);
  process.stderr.write(`careplus: ${fault.message}\n`);
  if (!(fault instanceof CareplusError)) process.stderr.write(`${fault.stack}\n`);
}

/** Commander has said on stderr what is wrong with the command; this says it to machines. Help is no fault. */
export function reportUsage({ exitCode, message }: CommanderError, asJson: boolean): void {
  // A second line guesses what was meant.
  const [sentence = ""] = message.replace(/^error: /, "").split("\n");
  if (asJson && exitCode !== 0) printError("bad_usage", sentence);
}

function printError(code: string, message: string): void {
  process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
}
