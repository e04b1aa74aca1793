import { CareplusError } from "../errors";
import { listMember, textMember } from "../json-member";
import type { Deadline } from "./deadline";
import { callHttp, type HttpAnswer } from "./http-call";
import { type PowerBiAddresses, type PowerBiTarget, refreshesUrl } from "./power-bi-target";
import { refusal } from "./start-refresh";

/**
 * Whether a refresh has ended well; false while it runs.
 *
 * @param requestId absent: the newest one
 * @throws CareplusError `refresh_failed` with Power BI's reason
 */
export async function isRefreshed(
  addresses: PowerBiAddresses,
  target: PowerBiTarget,
  token: string,
  requestId: string | undefined,
  deadline: Deadline,
  pauseMs?: number,
): Promise<boolean> {
  const init = { headers: { authorization: `Bearer ${token}` } };
  const url = refreshesUrl(addresses, target);
  // Shared capacities have no details of one refresh, only the history.
  const isSingle = target.capacity === "premium" && requestId !== undefined;
  const address = isSingle ? `${url}/${encodeURIComponent(requestId)}` : `${url}?$top=10`;
  const answer = await callHttp(address, init, deadline, pauseMs);
  if (answer.status !== 200 && answer.status !== 202) throw refusal(answer, target);
  const refresh = isSingle ? answer.body : ofHistory(answer, requestId);
  const status = textMember(refresh, "status");
  if (status === "Completed") return true;
  if (status === undefined || RUNNING.has(status)) return false;
  throw new CareplusError("refresh_failed", `Power BI's refresh ended as ${status}${reasonOf(refresh)}`);
}

/** "Unknown" is what both APIs say while a refresh runs. */
const RUNNING = new Set(["Unknown", "NotStarted", "InProgress"]);

/** The refresh asked about, or the newest; undefined while the history does not show it yet. */
function ofHistory({ body }: HttpAnswer, requestId: string | undefined): unknown {
  const history = listMember(body, "value");
  return requestId === undefined
    ? history[0]
    : history.find((entry) => textMember(entry, "requestId") === requestId);
}

function reasonOf(refresh: unknown): string {
  const messages = listMember(refresh, "messages").map((message) => textMember(message, "message"));
  const code = /"errorCode":"([^"]+)"/.exec(textMember(refresh, "serviceExceptionJson") ?? "")?.[1];
  const reason = messages.find((message) => message !== undefined) ?? code;
  return reason === undefined ? "" : `: ${reason}`;
}
