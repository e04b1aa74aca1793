import { stackNameFault } from "../../infra/stack-name";
import { CareplusError } from "../../runtime/errors";

/**
 * Lets short-lived stacks pass: `pr-` and something behind it.
 *
 * @throws CareplusError "bad_stack_name" for every other name, `prod` and `dev` among them
 */
export function requireShortLived(stack: string): void {
  const fault = stackNameFault(stack);
  if (fault !== undefined) throw new CareplusError("bad_stack_name", fault);
  if (!stack.startsWith("pr-"))
    throw new CareplusError(
      "bad_stack_name",
      `${stack} is not short-lived: this command brings up and takes down stacks named pr-… and touches no other.`,
    );
}

/**
 * Another stack whose physical names would begin with this one's, or the other way round: `pr-7` and `pr-7-fix`. What
 * is whose could not be told by the name any more.
 */
export function neighbourOf(stack: string, others: readonly string[]): string | undefined {
  return others.find((other) => other.startsWith(`${stack}-`) || stack.startsWith(`${other}-`));
}
