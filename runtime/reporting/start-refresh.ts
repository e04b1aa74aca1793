import { CareplusError } from "../errors";
import { textMember } from "../json-member";
import type { Deadline } from "./deadline";
import { callHttp, type HttpAnswer } from "./http-call";
import { type PowerBiAddresses, type PowerBiTarget, refreshesUrl } from "./power-bi-target";

/** A refresh that Power BI has taken, or its word that another one is running. */
export type Started =
  | { readonly kind: "started"; readonly requestId: string | undefined }
  | { readonly kind: "busy" };

/** All or nothing, and tried again by Power BI itself; only capacities of one's own take it. */
const ENHANCED = { type: "full", commitMode: "transactional", retryCount: 2 };

/** The only option a shared capacity takes; a service principal has no mailbox. */
const PLAIN = { notifyOption: "NoNotification" };

/**
 * Asks for a refresh. https://learn.microsoft.com/rest/api/power-bi/datasets/refresh-dataset-in-group
 *
 * @throws CareplusError `powerbi_forbidden`, `powerbi_missing`, `powerbi_limit` or `powerbi_refused`
 */
export async function startRefresh(
  addresses: PowerBiAddresses,
  target: PowerBiTarget,
  token: string,
  deadline: Deadline,
  pauseMs?: number,
): Promise<Started> {
  const init = {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(target.capacity === "premium" ? ENHANCED : PLAIN),
  };
  const answer = await callHttp(refreshesUrl(addresses, target), init, deadline, pauseMs);
  if (answer.status === 202) return { kind: "started", requestId: requestIdOf(answer) };
  if (answer.status === 409 || messageOf(answer).includes("Another refresh request is already executing")) {
    return { kind: "busy" };
  }
  throw refusal(answer, target);
}

/**
 * What went wrong with a call to the dataset, in a sentence that says what to do.
 */
export function refusal(
  answer: HttpAnswer,
  { workspaceId, datasetId, capacity }: PowerBiTarget,
): CareplusError {
  const { status } = answer;
  const message = messageOf(answer);
  if (status === 401 || status === 403) {
    return new CareplusError(
      "powerbi_forbidden",
      "Power BI refused the service principal: let service principals use its APIs in the tenant's settings, and make this one a member of the workspace",
    );
  }
  if (status === 404) {
    return new CareplusError(
      "powerbi_missing",
      `Power BI has no dataset ${datasetId} in the workspace ${workspaceId}`,
    );
  }
  if (message.includes("exceeded limit")) {
    const limit =
      capacity === "shared"
        ? "eight refreshes in 24 hours, which a shared capacity allows,"
        : "refreshes that Power BI allows";
    return new CareplusError(
      "powerbi_limit",
      `the ${limit} are used up: load less often, or move the workspace to a capacity`,
    );
  }
  return new CareplusError(
    "powerbi_refused",
    `Power BI refused the refresh with ${status}${message && `: ${message}`}`,
  );
}

/** A refresh's id is the last part of Location; the token goes to no address that an answer names. */
function requestIdOf({ headers }: HttpAnswer): string | undefined {
  const fromLocation = headers.get("location")?.split(/[?#]/)[0]?.split("/").at(-1);
  return fromLocation || headers.get("requestid") || undefined;
}

function messageOf({ body }: HttpAnswer): string {
  return textMember(body, "error", "message") ?? textMember(body, "error", "code") ?? "";
}
