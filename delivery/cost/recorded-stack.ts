import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { CareplusError } from "../../runtime/errors";
import { programOf, type StackSetting, stackFile } from "../program/recorded-program";
import { requirePriced } from "./monthly-cost";
import { PRICED_REGION, requirePrices } from "./prices";
import { StackResources } from "./resources";

const ROOT = resolve(__dirname, "../..");
const STACK_NAME = /^[a-z][a-z0-9-]{0,28}$/;

/**
 * The resources that the program declares for a stack, each of which has a price or is known to be free.
 *
 * @throws CareplusError for a stack without a configuration, a region without prices, a resource without a price
 */
export async function recordedStack(stack: string): Promise<StackResources> {
  const setting = settingOf(stack);
  requirePrices(String(setting.config["aws:region"]));
  const { resources } = await programOf(setting);
  requirePriced(resources);
  return new StackResources(resources);
}

/** A short-lived stack needs no file: nothing but its region is said. */
function settingOf(stack: string): StackSetting {
  if (STACK_NAME.test(stack) && existsSync(resolve(ROOT, `Pulumi.${stack}.yaml`))) return stackFile(stack);
  if (STACK_NAME.test(stack) && /^pr(-|$)/.test(stack))
    return { stack, config: { "aws:region": PRICED_REGION } };
  throw new CareplusError(
    "unknown_stack",
    `there is no stack ${JSON.stringify(stack)}: name one that has a file Pulumi.<stack>.yaml, or a short-lived one, pr-…`,
  );
}
