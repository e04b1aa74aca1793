import { CareplusError } from "../errors";

/** A Power BI dataset and the service principal that may refresh it. */
export interface PowerBiDataset {
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly datasetId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** `fetch`, or what stands in for it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const LOGIN = "https://login.microsoftonline.com";
const API = "https://api.powerbi.com/v1.0/myorg";
const SCOPE = "https://analysis.windows.net/powerbi/api/.default";

/**
 * Starts a full refresh. It runs on in Power BI.
 * https://learn.microsoft.com/rest/api/power-bi/datasets/refresh-dataset-in-group
 *
 * @throws CareplusError `refresh_running` when one is under way (what it has missed needs another one), `power_bi_refused`
 */
export async function refreshDataset(dataset: PowerBiDataset, fetchUrl: Fetch = fetch): Promise<void> {
  const token = await signIn(dataset, fetchUrl);
  const url = `${API}/groups/${dataset.workspaceId}/datasets/${dataset.datasetId}/refreshes`;
  const response = await fetchUrl(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ type: "full", commitMode: "transactional", retryCount: 2 }),
  });
  if (response.status === 202) return;
  if (response.status === 409)
    throw new CareplusError(
      "refresh_running",
      "Power BI is refreshing the dataset already; this refresh comes again.",
    );
  throw await refusal("the refresh", response);
}

async function signIn(
  { tenantId, clientId, clientSecret }: PowerBiDataset,
  fetchUrl: Fetch,
): Promise<string> {
  const response = await fetchUrl(`${LOGIN}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: SCOPE,
    }).toString(),
  });
  if (!response.ok) throw await refusal("the sign-in", response);
  const answer: unknown = await response.json();
  const token =
    typeof answer === "object" && answer !== null ? Reflect.get(answer, "access_token") : undefined;
  if (typeof token === "string") return token;
  throw new CareplusError("power_bi_refused", "Microsoft's sign-in answered without a token.");
}

/** An answer holds no secret; its first words say what is wrong. */
async function refusal(what: string, response: Response): Promise<CareplusError> {
  const reason = (await response.text()).slice(0, 300);
  return new CareplusError(
    "power_bi_refused",
    `Power BI refused ${what} with status ${response.status}: ${reason}`,
  );
}
