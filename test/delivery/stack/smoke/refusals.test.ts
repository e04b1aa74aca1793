import { expect } from "chai";
import { smoke } from "../../../../delivery/stack/smoke/smoke";
import { untilSeen } from "../../../../delivery/stack/smoke/until-seen";
import { StepLog } from "../../../../delivery/stack/step-log";
import { CareplusError } from "../../../../runtime/errors";
import { RememberedEngine } from "../remembered-engine";

const LIMITS = { stepMs: 20, pollMs: 1 };

async function faultOf(work: Promise<unknown>): Promise<readonly [string, string]> {
  const fault = await work.catch((error: unknown) => error);
  if (fault instanceof CareplusError) return [fault.code, fault.message];
  throw fault;
}

describe("a smoke test that is refused", () => {
  let engine: RememberedEngine;
  let lines: string[];

  beforeEach(() => {
    engine = new RememberedEngine();
    lines = [];
  });

  async function refused(stack: string): Promise<readonly [string, string]> {
    const log = new StepLog((line) => lines.push(line));
    const fault = await faultOf(smoke(stack, new Date("2026-11-25T08:00:00Z"), engine, log, LIMITS));
    expect(lines).to.deep.equal([]);
    return fault;
  }

  it("is that of prod, into which no invented ticket may come", async () => {
    engine.know("prod", { "aws:region": "eu-central-1" });

    expect(await refused("prod")).to.deep.equal([
      "bad_stack_name",
      "prod is not short-lived: this command brings up and takes down stacks named pr-… and touches no other.",
    ]);
  });

  it("is that of a stack that is not there", async () => {
    expect(await refused("pr-7")).to.deep.equal([
      "no_stack",
      "pr-7 is not there: bring it up with `npm run stack -- up pr-7`.",
    ]);
  });

  it("is that of a stack whose deployment was cut off", async () => {
    engine.know("pr-7", { "aws:region": "eu-central-1" });

    expect(await refused("pr-7")).to.deep.equal([
      "no_outputs",
      "pr-7 has no output buckets.raw: bring it up with `npm run stack -- up pr-7 --update`.",
    ]);
  });
});

describe("waiting for what a step has done", () => {
  it("goes on while it is not there, and while the question fails", async () => {
    const answers: (() => string | undefined)[] = [
      () => undefined,
      () => {
        throw new Error("the database wakes up");
      },
      () => "there",
    ];

    const found = await untilSeen(
      "The row",
      { stepMs: 60_000, pollMs: 1 },
      async () => answers.shift()?.(),
      async () => "nothing else",
    );

    expect(found).to.equal("there");
  });

  it("ends with the last answer and with what was seen around it", async () => {
    const question = async (): Promise<undefined> => {
      throw new TypeError("no such view");
    };

    const fault = await faultOf(untilSeen("The row", LIMITS, question, async () => "2 events wait"));

    expect(fault).to.deep.equal([
      "smoke_failed",
      "The row is not there after 0 s: the last answer was TypeError: no such view; 2 events wait.",
    ]);
  });
});
