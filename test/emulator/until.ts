import { setTimeout as sleep } from "node:timers/promises";

const STEP_MS = 20;

/**
 * Gives what `probe` gives once that is something.
 *
 * @throws after the limit, with what was waited for and the last error of the probe
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  limitMs = 30_000,
): Promise<T> {
  let last: unknown;
  for (const end = performance.now() + limitMs; performance.now() < end; await sleep(STEP_MS)) {
    try {
      const found = await probe();
      if (found !== undefined) return found;
    } catch (error) {
      last = error;
    }
  }
  const why = last === undefined ? "" : `; the last look: ${String(last)}`;
  throw new Error(`${what}: not seen within ${limitMs} ms${why}`, { cause: last });
}
