import { CareplusError } from "../../runtime/errors";

/** Says one sentence on stderr; for machines also an object on stdout. A fault of our own keeps its stack. */
export function reportFault(error: unknown, asJson: boolean): void {
  const fault = error instanceof Error ? error : new Error(String(error));
  const code = fault instanceof CareplusError ? fault.code : "unexpected";
  if (asJson) process.stdout.write(`${JSON.stringify({ error: { code, message: fault.message } })}\n`);
  process.stderr.write(`careplus: ${fault.message}\n`);
  if (!(fault instanceof CareplusError)) process.stderr.write(`${fault.stack}\n`);
}
