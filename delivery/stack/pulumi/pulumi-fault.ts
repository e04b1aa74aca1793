import { CommandError, ConcurrentUpdateError } from "@pulumi/pulumi/automation";
import { CareplusError } from "../../../runtime/errors";

const INSTALL =
  "The Pulumi CLI is missing: install it (https://www.pulumi.com/docs/install/) and see that `pulumi version` answers.";

/** One sentence for a fault of the Pulumi CLI, which prints pages. */
export function pulumiFault(error: unknown, what: string): CareplusError {
  if (error instanceof CareplusError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  if (/spawn pulumi ENOENT|pulumi: not found/.test(text))
    return new CareplusError("no_pulumi", INSTALL, options);
  if (error instanceof ConcurrentUpdateError)
    return new CareplusError("stack_locked", `${what}: another operation holds the stack.`, options);
  const reason = error instanceof CommandError ? errorLine(text) : text;
  return new CareplusError("pulumi_failed", `${what}: ${reason}`, options);
}

/** The CLI's own `error: …`, or else the beginning of what it said on stderr. */
function errorLine(output: string): string {
  const said = /^ *error: (.+)$/m.exec(output) ?? /^ *stderr: (.+)$/m.exec(output);
  return said?.[1]?.trim() ?? "it said nothing";
}
