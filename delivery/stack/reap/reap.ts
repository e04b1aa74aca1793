import { CareplusError } from "../../../runtime/errors";
import { type DownLimits, down } from "../down/down";
import type { StackEngine } from "../stack-engine";
import { counted, type StepLog } from "../step-log";
import { isExpired, shortLivedStacks, stackLines } from "./short-lived-stacks";

export interface ReapRequest {
  readonly destroyData: boolean;
  readonly now: Date;
}

/**
 * Takes down every short-lived stack that has expired. One that fails does not keep the others.
 *
 * @throws CareplusError "not_reaped" in the end, with the stacks that failed or could not be looked at
 */
export async function reap(
  { destroyData, now }: ReapRequest,
  engine: StackEngine,
  log: StepLog,
  limits: DownLimits,
): Promise<void> {
  const stacks = await shortLivedStacks(engine);
  for (const line of stackLines(stacks, now)) log.print(line);
  const failed = stacks.flatMap(({ name, fault }) => (fault === undefined ? [] : [`${name} (${fault})`]));
  for (const { name: stack } of stacks.filter((one) => isExpired(one, now))) {
    log.print(`down ${stack}`);
    try {
      await down({ stack, destroyData }, engine, log, limits);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.print(`failed  ${reason}`);
      failed.push(`${stack} (${reason})`);
    }
  }
  if (failed.length > 0)
    throw new CareplusError(
      "not_reaped",
      `${counted(failed.length, "stack")} ${failed.length === 1 ? "is" : "are"} not taken down: ${failed.join("; ")}`,
    );
}
