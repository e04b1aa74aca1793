import { CareplusError } from "../errors";
import { fetchAccessToken } from "./access-token";
import { Deadline } from "./deadline";
import { type PowerBiAddresses, type PowerBiTarget, PUBLIC_CLOUD } from "./power-bi-target";
import { isRefreshed } from "./refresh-status";
import { startRefresh } from "./start-refresh";

export interface RefreshOptions {
  /** How long to wait for the end of the refresh; a function's own limit less a few seconds. */
  readonly withinMs: number;
  /** Pause between two looks at a running refresh, and before another try while one of before runs. */
  readonly pollMs: number;
  /** First pause before a call that failed is repeated; absent: a second. */
  readonly retryMs?: number;
  /** Absent: the worldwide cloud. */
  readonly addresses?: PowerBiAddresses;
}

/** `running`: Power BI has taken the refresh and had not ended it in time. */
export type RefreshOutcome = "completed" | "running";

/**
 * Refreshes a dataset and waits for the end. A refresh that runs already may have read the warehouse before the load
 * did its work, so its end is waited for and another one is asked for.
 *
 * @throws CareplusError with one sentence for the alarm; `refresh_busy` when the other one did not end in time
 */
export async function refreshDataset(
  target: PowerBiTarget,
  options: RefreshOptions,
): Promise<RefreshOutcome> {
  const { withinMs, pollMs, retryMs, addresses = PUBLIC_CLOUD } = options;
  const deadline = new Deadline(withinMs);
  const token = await fetchAccessToken(addresses, target, deadline, retryMs);
  let started = await startRefresh(addresses, target, token, deadline, retryMs);
  while (started.kind === "busy") {
    if (!(await deadline.wait(pollMs))) {
      throw new CareplusError("refresh_busy", "another refresh of the dataset is still running");
    }
    started = await startRefresh(addresses, target, token, deadline, retryMs);
  }
  do {
    if (await isRefreshed(addresses, target, token, started.requestId, deadline, retryMs)) return "completed";
  } while (await deadline.wait(pollMs));
  return "running";
}
