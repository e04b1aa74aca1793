import { expect } from "chai";
import { StepLog } from "../../../../delivery/stack/step-log";
import { CareplusError } from "../../../../runtime/errors";
import type { AwsBed } from "../aws-bed";
import { makeStack } from "../made-stack";
import { removalBed } from "./removal-bed";
import { DISPOSABLE } from "./taken-down";

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
  const on = removalBed();

  describe("of a stack that has one of everything", () => {
    beforeEach(async () => on.taken.engine.know("pr-7", DISPOSABLE, await makeStack(on.bed.account, "pr-7")));

    it("leaves nothing, and says of each step what it did", async () => {
      const before = await on.taken.left();

      const fault = await on.taken.run();

      expect(before).to.have.length(30);
      expect(fault).to.equal(undefined);
      expect(await on.taken.left()).to.deep.equal([]);
      expect(on.taken.engine.calls).to.deep.equal(["destroy pr-7", "remove pr-7"]);
      expect(on.taken.said("ok")).to.deep.equal([
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
      const fault = await on.taken.run({}, new CutOffLog(1));

      const { scheduler, events } = on.bed.account.clients;
      const schedule = await scheduler.getSchedule({ Name: "careplus-pr-7-ticket-schedule" });
      const rule = await events.describeRule({ Name: "careplus-pr-7-load-requests" });
      expect(fault?.code).to.equal("cut_off");
      expect([schedule.State, schedule.ScheduleExpression, schedule.Target?.Input]).to.deep.equal([
        "DISABLED",
        "rate(1 hour)",
        "{}",
      ]);
      expect(rule.State).to.equal("DISABLED");
      expect(await on.taken.left()).to.have.length(30);
    });

    for (const [index, step] of STEPS.entries())
      it(`finishes when it is run again after it was cut off behind "${step}"`, async () => {
        await plantEntries(on.bed, "careplus-pr-7-raw");
        await on.taken.run({}, new CutOffLog(index + 1));

        const fault = await on.taken.run();

        expect(fault).to.equal(undefined);
        expect(await on.taken.left()).to.deep.equal([]);
        expect(on.taken.engine.stacks.size).to.equal(0);
      });

    it("stops an execution that does not end by itself", async () => {
      const { sfn } = on.bed.account.clients;
      const [machine] = (await sfn.listStateMachines({})).stateMachines ?? [];
      const { executionArn } = await sfn.startExecution({ stateMachineArn: machine?.stateMachineArn });

      await on.taken.run({}, new CutOffLog(2));

      const { status } = await sfn.describeExecution({ executionArn });
      expect(status).to.equal("ABORTED");
    });

    it("leaves the things of stacks whose names begin alike", async () => {
      on.taken.engine.know("pr-7-fix", DISPOSABLE, await makeStack(on.bed.account, "pr-7-fix"));
      on.taken.engine.know("pr-70", DISPOSABLE, await makeStack(on.bed.account, "pr-70"));

      const fault = await on.taken.run();

      expect(fault).to.equal(undefined);
      expect(await on.taken.left("pr-7-fix")).to.have.length(30);
      expect(await on.taken.left("pr-70")).to.have.length(30);
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
