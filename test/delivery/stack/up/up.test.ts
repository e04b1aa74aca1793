import { expect } from "chai";
import { StepLog } from "../../../../delivery/stack/step-log";
import { type UpRequest, up } from "../../../../delivery/stack/up/up";
import { CareplusError } from "../../../../runtime/errors";
import { REGION } from "../../../emulator/clients";
import { faultOf } from "../../../fixtures/fault-of";
import { AwsBed } from "../aws-bed";
import { RememberedEngine } from "../remembered-engine";

describe("npm run stack -- up", function () {
  this.timeout(60_000);
  let bed: AwsBed;
  let engine: RememberedEngine;
  let lines: string[];

  before(async () => {
    bed = await AwsBed.start();
  });

  beforeEach(async () => {
    await bed.reset();
    engine = new RememberedEngine();
    lines = [];
  });

  after(() => bed?.stop());

  async function bringUp(request: Partial<UpRequest> = {}): Promise<CareplusError | undefined> {
    const usual: UpRequest = {
      stack: "pr-7",
      copied: { "aws:region": REGION, "careplus:owner": "data" },
      hoursToLive: 72,
      isUpdate: false,
      now: new Date("2026-11-25T08:00:00.123Z"),
    };
    return faultOf(up({ ...usual, ...request }, engine, new StepLog((line) => lines.push(line))));
  }

  it("creates the stack with its own configuration, and says until when it is there", async () => {
    const fault = await bringUp();

    expect(fault).to.equal(undefined);
    expect(engine.calls).to.deep.equal(["create pr-7", "configure pr-7", "up pr-7"]);
    expect(engine.stacks.get("pr-7")?.config).to.deep.equal({
      "aws:region": "eu-central-1",
      "aws:allowedAccountIds": ["000000000000"],
      "careplus:owner": "data",
      "careplus:source": { kind: "managed" },
      "careplus:tickets": { schedule: "off" },
      "careplus:dataRetention": "destroy",
      "careplus:expiresAt": "2026-11-28T08:00:00Z",
    });
    expect(lines.map((line) => line.replace(/ \([\d.]+ s\)$/, ""))).to.deep.equal([
      "ok      look for names that are taken: none",
      "ok      write the configuration: account 000000000000, eu-central-1, until 2026-11-28T08:00:00Z",
      "ok      bring up the resources: pr-7 is there",
    ]);
  });

  it("brings a stack that is there to the state of the program when asked to, and lets it live on", async () => {
    await bringUp();

    const fault = await bringUp({ isUpdate: true, now: new Date("2026-11-26T08:00:00Z") });

    expect(fault).to.equal(undefined);
    expect(engine.calls.slice(3)).to.deep.equal(["configure pr-7", "up pr-7"]);
    expect(engine.stacks.get("pr-7")?.config["careplus:expiresAt"]).to.equal("2026-11-29T08:00:00Z");
  });

  for (const [what, request, known, sentence] of [
    [
      "prod",
      { stack: "prod" },
      [],
      "prod is not short-lived: this command brings up and takes down stacks named pr-… and touches no other.",
    ],
    [
      "a name that is too long",
      { stack: "pr-a-very-long-name-of-a-branch" },
      [],
      `The stack's name "pr-a-very-long-name-of-a-branch" has 31 letters: at most 29 leave room for S3's bucket names of 63.`,
    ],
    [
      "a name that is taken",
      {},
      ["pr-7"],
      "pr-7 is there already: give another name, or --update to bring it to the state of the program.",
    ],
    [
      "a name that begins as another's",
      { stack: "pr-7-fix" },
      ["pr-7"],
      "pr-7-fix and pr-7, which is there, begin alike, and so would the names of their resources: give another name.",
    ],
    [
      "a name that another's begins with",
      {},
      ["pr-7-fix"],
      "pr-7 and pr-7-fix, which is there, begin alike, and so would the names of their resources: give another name.",
    ],
    ["an update of nothing", { isUpdate: true }, [], "pr-7 is not there: leave --update out to bring it up."],
    ["a copy without a region", { copied: {} }, [], "The stack that is copied has no aws:region."],
  ] as const)
    it(`refuses ${what}, and makes nothing`, async () => {
      for (const stack of known) engine.know(stack, {});

      const fault = await bringUp(request);

      expect(fault?.message).to.equal(sentence);
      expect(engine.calls).to.deep.equal([]);
    });

  it("refuses names that are taken in the account, a secret that waits in its recovery window among them", async () => {
    const { secrets } = bed.account.clients;
    const SecretId = "careplus-pr-7-ticket-source";
    await secrets.createSecret({ Name: SecretId, SecretString: "{}" });
    await secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 7 });

    const fault = await bringUp();

    expect(fault?.message).to.equal(
      "1 thing in the account is called as pr-7 would call its own: remove them with the command below each.",
    );
    expect(lines[1]).to.equal(
      "left    secret careplus-pr-7-ticket-source: 0.0000 USD a day (deleted, but can be recovered: its name stays taken)",
    );
    expect(engine.calls).to.deep.equal([]);
  });

  it("says how to go on, and how to take it away, when a deployment fails half-way", async () => {
    engine.faults.push(
      new CareplusError("deployment_failed", "pr-7 is not wholly brought up: 1 failed, raw (AccessDenied)."),
    );

    const fault = await bringUp();

    expect(fault?.message).to.equal(
      "pr-7 is not wholly brought up: 1 failed, raw (AccessDenied). `npm run stack -- up pr-7 --update` goes on, `npm run stack -- down pr-7 --destroy-data` takes it away.",
    );
    expect(engine.stacks.has("pr-7")).to.equal(true);
    expect(await bringUp({ isUpdate: true })).to.equal(undefined);
  });
});
