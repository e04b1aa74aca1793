import { CareplusError } from "../errors";
import { textMember } from "../json-member";
import type { Deadline } from "./deadline";
import { callHttp } from "./http-call";
import type { PowerBiAddresses, PowerBiTarget } from "./power-bi-target";

const SCOPE = "https://analysis.windows.net/powerbi/api/.default";

/**
 * A token of the service principal, by client credentials; it lives about an hour.
 *
 * @throws CareplusError `powerbi_login` when Microsoft Entra refuses it, naming Entra's code and no secret
 */
export async function fetchAccessToken(
  { login }: PowerBiAddresses,
  { tenantId, clientId, clientSecret }: PowerBiTarget,
  deadline: Deadline,
  pauseMs?: number,
): Promise<string> {
  const form = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: SCOPE,
  };
  const url = `${login}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const init = { method: "POST", body: new URLSearchParams(form) };
  const { status, body } = await callHttp(url, init, deadline, pauseMs);
  const token = textMember(body, "access_token");
  if (status === 200 && token !== undefined) return token;
  throw new CareplusError(
    "powerbi_login",
    `Microsoft Entra refused the service principal (${reason(body) ?? status}): check the tenant, the client id and its secret, which may have expired`,
  );
}

/** Entra's own code, e.g. AADSTS7000215; the rest of its text repeats ids. */
function reason(body: unknown): string | undefined {
  const code = /AADSTS\d+/.exec(textMember(body, "error_description") ?? "")?.[0];
  return code ?? textMember(body, "error");
}
