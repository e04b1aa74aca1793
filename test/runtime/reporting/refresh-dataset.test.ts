import { expect } from "chai";
import { type RefreshOptions, refreshDataset } from "../../../runtime/reporting/refresh-dataset";
import { eachHasPowerBi } from "./each-has-power-bi";
import { COMPLETED, REFRESHES, RUNNING, STARTED, TARGET } from "./played-answers";
import { type PowerBiServer, TOKEN } from "./power-bi-server";

describe("refresh of the Power BI dataset", () => {
  let server: PowerBiServer;
  let options: RefreshOptions;

  eachHasPowerBi((started, towardsIt) => {
    server = started;
    options = towardsIt;
  });

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
});
