import { runCycle } from "./cycle";
import type { Platform } from "./platform";
import type { RunReport } from "./run-report";

/** Processes what is new at the given sources, reconciles, and says what was done. */
export async function runOnce(platform: Platform): Promise<RunReport> {
  const { report } = await runCycle(platform, { tickets: true, logs: true }, () => true);
  return report;
}
