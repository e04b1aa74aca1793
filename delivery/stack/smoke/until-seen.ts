import { setTimeout as sleep } from "node:timers/promises";
import { CareplusError } from "../../../runtime/errors";

export interface SmokeLimits {
  /** How long one step may take: a paused database wakes, a Glue job starts. */
  readonly stepMs: number;
  readonly pollMs: number;
}

/**
 * Gives what `probe` finds, as soon as it finds something.
 *
 * @param what for a person: `the log entry in rpt.log_entries`
 * @param seen looks around when it was not found: what is there instead
 * @throws CareplusError "smoke_failed" after the limit, with what was seen
 */
export async function untilSeen<Found>(
  what: string,
  { stepMs, pollMs }: SmokeLimits,
  probe: () => Promise<Found | undefined>,
  seen: () => Promise<string>,
): Promise<Found> {
  let fault = "";
  for (const end = performance.now() + stepMs; performance.now() < end; await sleep(pollMs)) {
    try {
      const found = await probe();
      if (found !== undefined) return found;
      fault = "";
    } catch (error) {
      // It may be waking up, or its role may not have spread yet.
      if (error instanceof CareplusError && error.code === "smoke_failed") throw error;
      fault = `the last answer was ${error instanceof Error ? `${error.name}: ${error.message}` : error}; `;
    }
  }
  const seconds = Math.round(stepMs / 1_000);
  throw new CareplusError(
    "smoke_failed",
    `${what} is not there after ${seconds} s: ${fault}${await seen()}.`,
  );
}
