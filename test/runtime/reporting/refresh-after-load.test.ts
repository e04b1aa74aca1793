import { expect } from "chai";
import type { CareplusError } from "../../../runtime/errors";
import type { PowerBiTarget } from "../../../runtime/reporting/power-bi-target";
import { refreshAfterLoad } from "../../../runtime/reporting/refresh-after-load";
import type { RefreshOptions } from "../../../runtime/reporting/refresh-dataset";
import { eachHasPowerBi } from "./each-has-power-bi";
import { STARTED, TARGET } from "./played-answers";
import { type PowerBiServer, startPowerBiServer } from "./power-bi-server";

describe("a refresh of the Power BI dataset that fails", () => {
  let server: PowerBiServer;
  let options: RefreshOptions;

  eachHasPowerBi((started, towardsIt) => {
    server = started;
    options = towardsIt;
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
    const gone = await startPowerBiServer();
    await gone.close();
    const addresses = { login: gone.address, api: gone.address };

    const { error } = await failure(TARGET, { ...options, addresses, withinMs: 5_000, retryMs: 10_000 });

    expect(error.code).to.equal("powerbi_unreachable");
    expect(error.message).to.equal(`${new URL(gone.address).host} cannot be reached`);
    expect(JSON.stringify(error)).to.not.contain("s3cret");
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
    await refreshAfterLoad(
      async () => target,
      options,
      async (...told) => void alarms.push(told),
    );
  } catch (error) {
    return { error: error as CareplusError, alarms };
  }
  throw new Error("no failure");
}
