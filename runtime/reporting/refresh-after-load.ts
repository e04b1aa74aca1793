import { CareplusError } from "../errors";
import type { PowerBiTarget } from "./power-bi-target";
import { type RefreshOptions, type RefreshOutcome, refreshDataset } from "./refresh-dataset";

/** Tells the people on call; in the cloud it publishes to the alarm topic. */
export type TellAlarm = (subject: string, sentence: string) => Promise<void>;

/**
 * Refreshes the dataset after a load. A failure, also one to read who refreshes it, is told to the alarm in one
 * sentence and thrown on, so that the queue brings the request back; only a refresh that waits for another one is no
 * alarm.
 */
export async function refreshAfterLoad(
  readTarget: () => Promise<PowerBiTarget>,
  options: RefreshOptions,
  tellAlarm: TellAlarm,
): Promise<RefreshOutcome> {
  try {
    return await refreshDataset(await readTarget(), options);
  } catch (error) {
    if (!(error instanceof CareplusError) || error.code !== "refresh_busy") {
      const reason = error instanceof Error ? error.message : String(error);
      await tellAlarm(
        "CarePlus: Power BI was not refreshed",
        `Power BI shows the numbers of before: ${reason}`,
      );
    }
    throw error;
  }
}
