import { resolve } from "node:path";
import { expect } from "chai";
import { shortLivedConfig } from "../../../../delivery/stack/up/short-lived-config";
import { readStackFile } from "../../../../delivery/stack/up/stack-file";
import { CareplusError } from "../../../../runtime/errors";
import { programOf } from "../../../infra/program";

const ROOT = resolve(__dirname, "../../../..");
const OWN = { expiresAt: "2026-11-28T08:00:00Z", accountId: "111122223333" };

describe("the configuration of a short-lived stack", () => {
  it("is dev's, with a MySQL of its own, no schedule, and data that may go", async () => {
    const { config, leftOut } = shortLivedConfig(await readStackFile(ROOT, "dev"), OWN);

    expect(config).to.deep.equal({
      "aws:region": "eu-central-1",
      "aws:allowedAccountIds": ["111122223333"],
      "careplus:source": { kind: "managed" },
      "careplus:tickets": { schedule: "off" },
      "careplus:dataRetention": "destroy",
      "careplus:expiresAt": "2026-11-28T08:00:00Z",
    });
    expect(leftOut).to.deep.equal([]);
  });

  it("takes over sizes and limits, and leaves out people, secrets, schedules and the way to an existing server", () => {
    const copied = {
      "aws:region": "us-east-1",
      "careplus:alertEmail": "data@careplus.example",
      "careplus:powerBi": { tenantId: "x" },
      "careplus:powerBiClientSecret": { secure: "v1:abc" },
      "careplus:source": { kind: "existing", host: "mysql.careplus.example", table: "tickets" },
      "careplus:sourcePassword": { secure: "v1:def" },
      "careplus:tickets": { schedule: "rate(1 hour)", timeZone: "Asia/Kolkata", workers: 3 },
      "careplus:limits": { monthlyBudgetUsd: 50 },
      "careplus:load": "every 60 minutes",
      "careplus:dataRetention": "keep",
    };

    const { config, leftOut } = shortLivedConfig(copied, OWN);

    expect(config).to.deep.equal({
      "aws:region": "us-east-1",
      "aws:allowedAccountIds": ["111122223333"],
      "careplus:source": { kind: "managed", table: "tickets" },
      "careplus:tickets": { schedule: "off", timeZone: "Asia/Kolkata", workers: 3 },
      "careplus:limits": { monthlyBudgetUsd: 50 },
      "careplus:dataRetention": "destroy",
      "careplus:expiresAt": "2026-11-28T08:00:00Z",
    });
    expect(leftOut).to.deep.equal([
      "careplus:alertEmail",
      "careplus:powerBi",
      "careplus:powerBiClientSecret",
      "careplus:sourcePassword",
      "careplus:load",
    ]);
  });

  it("is one that the program takes, and protects nothing", async function () {
    this.timeout(30_000);
    const { config } = shortLivedConfig(await readStackFile(ROOT, "dev"), OWN);

    const { resources } = await programOf({ stack: "pr-7", config });

    expect(resources.filter(({ isProtected }) => isProtected)).to.deep.equal([]);
    expect(resources.filter(({ type }) => type === "aws:scheduler/schedule:Schedule")).to.deep.equal([]);
  });

  it("needs the file of the stack that is copied", async () => {
    const fault = await readStackFile(ROOT, "nowhere").catch((error: unknown) => error);

    expect(fault).to.be.instanceOf(CareplusError);
    expect((fault as CareplusError).message).to.equal(
      "Pulumi.nowhere.yaml, which short-lived stacks are copied from, cannot be read.",
    );
  });
});
