import { expect } from "chai";
import { type DownLimits, type DownRequest, down } from "../../../delivery/stack/down/down";
import { findLeftOvers } from "../../../delivery/stack/left-over/find-left-overs";
import { OwnedNames } from "../../../delivery/stack/owned-names";
import { StepLog } from "../../../delivery/stack/step-log";
import { CareplusError } from "../../../runtime/errors";
import { AwsBed, REGION } from "./aws-bed";
import { makeStack } from "./made-stack";
import { RememberedEngine } from "./remembered-engine";

const CONFIG = { "aws:region": REGION, "careplus:dataRetention": "destroy" };
const AT_ONCE: DownLimits = {
  drain: { patienceMs: 0, stoppingMs: 2_000, pollMs: 10 },
  destroy: { lockMs: 0, pollMs: 1 },
  proof: { forgetMs: 0, pollMs: 1 },
};
const STEPS = [
  "stop what starts work",
  "wait for work under way",
  "empty the buckets",
  "destroy the resources",
  "sweep up after services",
  "look for what is left",
  "forget the stack",
];

/** Ends the command after its step number `k`, as a lost connection or a Ctrl-C would. */
class CutOffLog extends StepLog {
  private done = 0;

  constructor(private readonly k: number) {
    super(() => {});
  }

  override async run<Result>(
    step: string,
    work: () => Promise<Result>,
    says: (result: Result) => string,
  ): Promise<Result> {
    const result = await super.run(step, work, says);
    this.done += 1;
    if (this.done === this.k) throw new CareplusError("cut_off", `cut off after ${step}`);
    return result;
  }
}

describe("npm run stack -- down", function () {
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

  /** Gives the fault it ended with, if any. */
  async function takeDown(
    request: Partial<DownRequest> = {},
    log = new StepLog((line) => lines.push(line)),
  ): Promise<CareplusError | undefined> {
    try {
      await down({ stack: "pr-7", destroyData: true, ...request }, engine, log, AT_ONCE);
      return undefined;
    } catch (error) {
      if (error instanceof CareplusError) return error;
      throw error;
    }
  }

  async function left(stack = "pr-7"): Promise<string[]> {
    const found = await findLeftOvers({ account: bed.account, names: new OwnedNames(stack, []) });
    return found.map(({ kind, name }) => `${kind} ${name}`);
  }

  /** Lines without their times. */
  function said(beginning: string): string[] {
    return lines
      .filter((line) => line.startsWith(beginning))
      .map((line) => line.replace(/ \([\d.]+ s\)$/, ""));
  }

  describe("of a stack that has one of everything", () => {
    beforeEach(async () => engine.know("pr-7", CONFIG, await makeStack(bed, "pr-7")));

    it("leaves nothing, and says of each step what it did", async () => {
      const before = await left();

      const fault = await takeDown();

      expect(before).to.have.length(30);
      expect(fault).to.equal(undefined);
      expect(await left()).to.deep.equal([]);
      expect(engine.calls).to.deep.equal(["destroy pr-7", "remove pr-7"]);
      expect(said("ok")).to.deep.equal([
        "ok      stop what starts work: 1 schedule, 1 event rule",
        "ok      wait for work under way: nothing is under way",
        "ok      empty the buckets: 2 buckets, no version, no delete marker, no unfinished upload",
        "ok      destroy the resources: all that Pulumi had made",
        "ok      sweep up after services: 1 secret, no snapshot, no log group, no network interface",
        "ok      look for what is left: nothing, by tags and by names",
        "ok      forget the stack: pr-7 is gone",
      ]);
    });

    it("stops schedules and rules before anything else, and keeps what they are", async () => {
      const fault = await takeDown({}, new CutOffLog(1));

      const { scheduler, events } = bed.account.clients;
      const schedule = await scheduler.getSchedule({ Name: "careplus-pr-7-ticket-schedule" });
      const rule = await events.describeRule({ Name: "careplus-pr-7-load-requests" });
      expect(fault?.code).to.equal("cut_off");
      expect([schedule.State, schedule.ScheduleExpression, schedule.Target?.Input]).to.deep.equal([
        "DISABLED",
        "rate(1 hour)",
        "{}",
      ]);
      expect(rule.State).to.equal("DISABLED");
      expect(await left()).to.have.length(30);
    });

    for (const [index, step] of STEPS.entries())
      it(`finishes when it is run again after it was cut off behind "${step}"`, async () => {
        await plantEntries(bed, "careplus-pr-7-raw");
        await takeDown({}, new CutOffLog(index + 1));

        const fault = await takeDown();

        expect(fault).to.equal(undefined);
        expect(await left()).to.deep.equal([]);
        expect(engine.stacks.size).to.equal(0);
      });

    it("stops an execution that does not end by itself", async () => {
      const { sfn } = bed.account.clients;
      const [machine] = (await sfn.listStateMachines({})).stateMachines ?? [];
      const { executionArn } = await sfn.startExecution({ stateMachineArn: machine?.stateMachineArn });

      await takeDown({}, new CutOffLog(2));

      const { status } = await sfn.describeExecution({ executionArn });
      expect(status).to.equal("ABORTED");
    });

    it("leaves the things of stacks whose names begin alike", async () => {
      engine.know("pr-7-fix", CONFIG, await makeStack(bed, "pr-7-fix"));
      engine.know("pr-70", CONFIG, await makeStack(bed, "pr-70"));

      const fault = await takeDown();

      expect(fault).to.equal(undefined);
      expect(await left("pr-7-fix")).to.have.length(30);
      expect(await left("pr-70")).to.have.length(30);
    });
  });
});

/** Versions, a delete marker and an unfinished upload. */
async function plantEntries({ account }: AwsBed, Bucket: string): Promise<void> {
  const { s3 } = account.clients;
  await s3.putObject({ Bucket, Key: "logs/a.log", Body: "old" });
  await s3.putObject({ Bucket, Key: "logs/a.log", Body: "new" });
  await s3.putObject({ Bucket, Key: "logs/b.log", Body: "gone" });
  await s3.deleteObject({ Bucket, Key: "logs/b.log" });
  await s3.createMultipartUpload({ Bucket, Key: "logs/c.log" });
}
