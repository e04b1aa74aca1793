import { expect } from "chai";
import { CareplusError } from "../../../runtime/errors";
import { type Fetch, refreshDataset } from "../../../runtime/reporting/refresh-dataset";

const DATASET = { tenantId: "t", workspaceId: "w", datasetId: "d", clientId: "c", clientSecret: "s3cret&=" };
const TOKEN = new Response(JSON.stringify({ access_token: "token" }));

/** Answers the sign-in, then the refresh; records both requests. */
function microsoft(
  signIn: Response,
  refresh: Response,
): { readonly requests: [string, RequestInit][]; readonly fetch: Fetch } {
  const requests: [string, RequestInit][] = [];
  const fetch: Fetch = async (url, init) => {
    requests.push([url, init]);
    return url.includes("oauth2") ? signIn.clone() : refresh.clone();
  };
  return { requests, fetch };
}

async function fault(fetch: Fetch): Promise<CareplusError> {
  const error = await refreshDataset(DATASET, fetch).catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(CareplusError);
  return error as CareplusError;
}

describe("the refresh of a Power BI dataset", () => {
  it("signs in as the service principal and starts a full refresh", async () => {
    const { requests, fetch } = microsoft(TOKEN, new Response(null, { status: 202 }));

    await refreshDataset(DATASET, fetch);

    expect(requests).to.deep.equal([
      [
        "https://login.microsoftonline.com/t/oauth2/v2.0/token",
        {
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: "grant_type=client_credentials&client_id=c&client_secret=s3cret%26%3D&scope=https%3A%2F%2Fanalysis.windows.net%2Fpowerbi%2Fapi%2F.default",
        },
      ],
      [
        "https://api.powerbi.com/v1.0/myorg/groups/w/datasets/d/refreshes",
        {
          method: "POST",
          headers: { authorization: "Bearer token", "content-type": "application/json" },
          body: '{"type":"full","commitMode":"transactional","retryCount":2}',
        },
      ],
    ]);
  });

  it("comes again while another one runs", async () => {
    const { fetch } = microsoft(TOKEN, new Response("busy", { status: 409 }));

    expect((await fault(fetch)).code).to.equal("refresh_running");
  });

  it("says what Microsoft said when it refuses, and never the secret", async () => {
    const { fetch } = microsoft(new Response("AADSTS7000215: Invalid client secret", { status: 401 }), TOKEN);

    const { message } = await fault(fetch);

    expect(message).to.equal(
      "Power BI refused the sign-in with status 401: AADSTS7000215: Invalid client secret",
    );
    expect(message).not.to.contain("s3cret");
  });

  it("does not take an answer without a token for a sign-in", async () => {
    const { fetch } = microsoft(new Response("{}"), TOKEN);

    expect((await fault(fetch)).message).to.equal("Microsoft's sign-in answered without a token.");
  });
});
