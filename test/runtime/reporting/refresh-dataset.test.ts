import { expect } from "chai";
import type { CareplusError } from "../../../runtime/errors";
import type { PowerBiTarget } from "../../../runtime/reporting/power-bi-target";
import { refreshAfterLoad } from "../../../runtime/reporting/refresh-after-load";
import { type RefreshOptions, refreshDataset } from "../../../runtime/reporting/refresh-dataset";
import { type Played, type PowerBiServer, startPowerBiServer, TOKEN } from "./power-bi-server";

const TARGET: PowerBiTarget = {
  tenantId: "tenant",
  clientId: "client",
  clientSecret: "s3cret&more",
  workspaceId: "workspace",
  datasetId: "dataset",
  capacity: "premium",
};
const REFRESHES = "/v1.0/myorg/groups/workspace/datasets/dataset/refreshes";
const STARTED: Played = {
  status: 202,
  headers: { Location: `https://api.powerbi.com${REFRESHES}/refresh-7` },
};
const COMPLETED: Played = { status: 200, body: { status: "Completed", type: "Full" } };
const RUNNING: Played = { status: 202, body: { status: "Unknown", extendedStatus: "InProgress" } };

describe("refresh of the Power BI dataset", () => {
  let server: PowerBiServer;
  let options: RefreshOptions;

  beforeEach(async () => {
    server = await startPowerBiServer();
    const addresses = { login: server.address, api: server.address };
    options = { withinMs: 20_000, pollMs: 1, retryMs: 1, addresses };
  });

  afterEach(() => server.close());

  it("gets a token, asks for a transactional refresh and looks until it is completed", async () => {
    server.play("start", STARTED);
    server.play("status", RUNNING, RUNNING, COMPLETED);

    const outcome = await refreshDataset(TARGET, options);

    expect(outcome).to.equal("completed");
    const authorization = "Bearer token-1";
    expect(server.asked).to.deep.equal([
      {
        method: "POST",
        path: "/tenant/oauth2/v2.0/token",
        authorization: undefined,
        body: "grant_type=client_credentials&client_id=client&client_secret=s3cret%26more&scope=https%3A%2F%2Fanalysis.windows.net%2Fpowerbi%2Fapi%2F.default",
      },
      {
        method: "POST",
        path: REFRESHES,
        authorization,
        body: '{"type":"full","commitMode":"transactional","retryCount":2}',
      },
      ...[1, 2, 3].map(() => ({ method: "GET", path: `${REFRESHES}/refresh-7`, authorization, body: "" })),
    ]);
  });

  it("on a shared capacity only the notification is set, and the end is read from the history", async () => {
    server.play("start", { status: 202, headers: { RequestId: "request-2" } });
    const older = { requestId: "request-1", status: "Failed" };
    server.play(
      "status",
      { status: 200, body: { value: [older] } },
      { status: 200, body: { value: [{ requestId: "request-2", status: "Unknown" }, older] } },
      { status: 200, body: { value: [{ requestId: "request-2", status: "Completed" }, older] } },
    );

    const outcome = await refreshDataset({ ...TARGET, capacity: "shared" }, options);

    expect(outcome).to.equal("completed");
    expect(server.asked[1]?.body).to.equal('{"notifyOption":"NoNotification"}');
    expect(server.asked.slice(2).map(({ path }) => path)).to.deep.equal(
      [1, 2, 3].map(() => `${REFRESHES}?$top=10`),
    );
  });

  for (const [name, busy] of [
    ["409", { status: 409, body: { error: { code: "Conflict" } } }],
    [
      "400 in words",
      {
        status: 400,
        body: {
          error: {
            code: "InvalidRequest",
            message: "Invalid dataset refresh request. Another refresh request is already executing",
          },
        },
      },
    ],
  ] as const) {
    it(`while another refresh runs (${name}) it asks again until its own is taken`, async () => {
      server.play("start", busy, busy, STARTED);
      server.play("status", COMPLETED);

      const outcome = await refreshDataset(TARGET, options);

      expect(outcome).to.equal("completed");
      expect(
        server.asked.filter(({ method, path }) => method === "POST" && path === REFRESHES),
      ).to.have.length(3);
    });
  }

  it("a refresh that outlives the time given is running, not failed", async () => {
    server.play("start", STARTED);
    server.play("status", RUNNING);

    expect(await refreshDataset(TARGET, { ...options, withinMs: 5_000, pollMs: 10_000 })).to.equal("running");
  });

  it("throttling is waited out as long as asked for, and overload with pauses", async () => {
    server.play("token", { status: 503 }, TOKEN);
    server.play("start", { status: 429, headers: { "Retry-After": "0" } }, STARTED);
    server.play("status", { status: 500 }, COMPLETED);

    expect(await refreshDataset(TARGET, options)).to.equal("completed");
    expect(server.asked).to.have.length(6);
  });

  for (const [name, kind, answer, code, sentence] of [
    [
      "a secret that expired",
      "token",
      {
        status: 401,
        body: { error: "invalid_client", error_description: "AADSTS7000222: The provided keys are expired" },
      },
      "powerbi_login",
      "Microsoft Entra refused the service principal (AADSTS7000222): check the tenant, the client id and its secret, which may have expired",
    ],
    [
      "an answer without a token",
      "token",
      { status: 200, body: "hello" },
      "powerbi_login",
      "Microsoft Entra refused the service principal (200): check the tenant, the client id and its secret, which may have expired",
    ],
    [
      "a principal that is no member",
      "start",
      { status: 403 },
      "powerbi_forbidden",
      "Power BI refused the service principal: let service principals use its APIs in the tenant's settings, and make this one a member of the workspace",
    ],
    [
      "a dataset that is gone",
      "start",
      { status: 404, body: { error: { code: "PowerBIEntityNotFound" } } },
      "powerbi_missing",
      "Power BI has no dataset dataset in the workspace workspace",
    ],
    [
      "a wait longer than the time given",
      "start",
      { status: 429, headers: { "Retry-After": "3392" } },
      "powerbi_throttled",
      "HOST takes no more requests before 3392 seconds have passed",
    ],
    [
      "an option that the workspace does not take",
      "start",
      { status: 400, body: { error: { code: "InvalidRequest", message: "commitMode is not supported" } } },
      "powerbi_refused",
      "Power BI refused the refresh with 400: commitMode is not supported",
    ],
    [
      "a refresh that fails",
      "status",
      {
        status: 200,
        body: {
          status: "Failed",
          messages: [{ code: "0x1", message: "The key didn't match any rows", type: "Error" }],
        },
      },
      "refresh_failed",
      "Power BI's refresh ended as Failed: The key didn't match any rows",
    ],
    [
      "a refresh that somebody cancels",
      "status",
      { status: 200, body: { status: "Cancelled" } },
      "refresh_failed",
      "Power BI's refresh ended as Cancelled",
    ],
  ] as const) {
    it(`${name} is told to the alarm in one sentence, and thrown on`, async () => {
      server.play("start", STARTED);
      server.play(kind, answer);

      const { error, alarms } = await failure(TARGET, options);

      const expected = sentence.replace("HOST", new URL(server.address).host);
      expect(error.code).to.equal(code);
      expect(error.message).to.equal(expected);
      expect(alarms).to.deep.equal([
        ["CarePlus: Power BI was not refreshed", `Power BI shows the numbers of before: ${expected}`],
      ]);
    });
  }

  it("the eight refreshes of a shared capacity are named when they are used up", async () => {
    const message =
      "Invalid dataset refresh request. Number of refresh requests in last 24 hours exceeded limit";
    server.play("start", { status: 400, body: { error: { code: "InvalidRequest", message } } });

    const { error } = await failure({ ...TARGET, capacity: "shared" }, options);

    expect(error.message).to.equal(
      "the eight refreshes in 24 hours, which a shared capacity allows, are used up: load less often, or move the workspace to a capacity",
    );
  });

  it("a failure of the history names the service's code", async () => {
    server.play("start", { status: 202 });
    const serviceExceptionJson = '{"errorCode":"ModelRefresh_ShortMessage_ProcessingError"}';
    server.play("status", {
      status: 200,
      body: { value: [{ requestId: "r", status: "Failed", serviceExceptionJson }] },
    });

    const { error } = await failure({ ...TARGET, capacity: "shared" }, options);

    expect(error.message).to.equal(
      "Power BI's refresh ended as Failed: ModelRefresh_ShortMessage_ProcessingError",
    );
  });

  it("a refresh that another one keeps out comes back by the queue, without an alarm", async () => {
    server.play("start", { status: 409 });

    const { error, alarms } = await failure(TARGET, { ...options, withinMs: 5_000, pollMs: 10_000 });

    expect(error.code).to.equal("refresh_busy");
    expect(alarms).to.deep.equal([]);
  });

  it("a service that cannot be reached is named, and no secret is", async () => {
    await server.close();

    const { error } = await failure(TARGET, { ...options, withinMs: 5_000, retryMs: 10_000 });

    expect(error.code).to.equal("powerbi_unreachable");
    expect(error.message).to.equal(`${new URL(server.address).host} cannot be reached`);
    expect(JSON.stringify(error)).to.not.contain("s3cret");
    server = await startPowerBiServer();
  });

  it("a redirect is not followed, so that the token stays with the service", async () => {
    server.play("start", { status: 307, headers: { Location: `${server.address}/elsewhere` } });

    const { error } = await failure(TARGET, { ...options, withinMs: 5_000, retryMs: 10_000 });

    expect(error.code).to.equal("powerbi_unreachable");
    expect(server.asked.map(({ path }) => path)).to.not.include("/elsewhere");
  });
});

async function failure(
  target: PowerBiTarget,
  options: RefreshOptions,
): Promise<{ error: CareplusError; alarms: string[][] }> {
  const alarms: string[][] = [];
  try {
    await refreshAfterLoad(target, options, async (...told) => void alarms.push(told));
  } catch (error) {
    return { error: error as CareplusError, alarms };
  }
  throw new Error("no failure");
}
