import { expect } from "chai";
import { reap } from "../../../../delivery/stack/reap/reap";
import { shortLivedStacks, stackLines } from "../../../../delivery/stack/reap/short-lived-stacks";
import { StepLog } from "../../../../delivery/stack/step-log";
import { CareplusError } from "../../../../runtime/errors";
import { faultOf } from "../../../fixtures/fault-of";
import { AwsBed } from "../aws-bed";
import { AT_ONCE, DISPOSABLE } from "../down/taken-down";
import { makeStack } from "../made-stack";
import { RememberedEngine } from "../remembered-engine";

const NOW = new Date("2026-11-25T08:00:00Z");
const PAST = { ...DISPOSABLE, "careplus:expiresAt": "2026-11-25T08:00:00Z" };
const FUTURE = { ...DISPOSABLE, "careplus:expiresAt": "2026-11-25T08:00:01Z" };

/** An engine that cannot read one stack's configuration. */
class UnreadableEngine extends RememberedEngine {
  override config(stack: string): ReturnType<RememberedEngine["config"]> {
    if (stack === "pr-torn") throw new CareplusError("pulumi_failed", "the state cannot be read");
    return super.config(stack);
  }
}

describe("npm run stack -- reap", function () {
  this.timeout(60_000);
  let bed: AwsBed;
  let lines: string[];

  before(async () => {
    bed = await AwsBed.start();
  });

  beforeEach(async () => {
    await bed.reset();
    lines = [];
  });

  after(() => bed?.stop());

  async function run(engine: RememberedEngine, destroyData = true): Promise<CareplusError | undefined> {
    return faultOf(reap({ destroyData, now: NOW }, engine, new StepLog((line) => lines.push(line)), AT_ONCE));
  }

  it("takes down what has expired, and nothing else", async () => {
    const engine = new RememberedEngine();
    engine.know("pr-1", PAST, await makeStack(bed.account, "pr-1"));
    engine.know("pr-2", FUTURE);
    engine.know("pr-3", DISPOSABLE);
    engine.know("dev", PAST);

    const fault = await run(engine);

    expect(fault).to.equal(undefined);
    expect([...engine.stacks.keys()]).to.deep.equal(["pr-2", "pr-3", "dev"]);
    expect(engine.calls).to.deep.equal(["destroy pr-1", "remove pr-1"]);
  });

  it("goes on with the others when one fails, and fails in the end", async () => {
    const engine = new RememberedEngine();
    const stubborn = { name: "queue", delete: () => Promise.reject(new Error("AWS is down")) };
    engine.know("pr-1", PAST, [stubborn]);
    engine.know("pr-2", PAST);
    engine.know("pr-3", { ...PAST, "careplus:dataRetention": "keep" });
    engine.know("pr-4", PAST);

    const fault = await run(engine);

    expect(fault?.message).to.equal(
      '2 stacks are not taken down: pr-1 (pr-1 is not destroyed: queue (Error).); pr-3 (careplus:dataRetention of pr-3 is "keep", and nothing was touched: data goes only when it is "destroy" as well.)',
    );
    expect([...engine.stacks.keys()]).to.deep.equal(["pr-1", "pr-3"]);
  });

  it("deletes nothing without its switch", async () => {
    const engine = new RememberedEngine();
    engine.know("pr-1", PAST, await makeStack(bed.account, "pr-1"));

    const fault = await run(engine, false);

    expect(fault?.message).to.equal(
      "1 stack is not taken down: pr-1 (pr-1 holds data, and nothing was touched: add --destroy-data to delete it with the stack.)",
    );
    expect(engine.calls).to.deep.equal([]);
  });

  it("takes down the others when one stack cannot be read, and says so", async () => {
    const engine = new UnreadableEngine();
    engine.know("pr-1", PAST);
    engine.know("pr-torn", PAST);

    const fault = await run(engine);

    expect(fault?.message).to.equal("1 stack is not taken down: pr-torn (the state cannot be read)");
    expect([...engine.stacks.keys()]).to.deep.equal(["pr-torn"]);
  });

  it("has a list to look at first", async () => {
    const engine = new UnreadableEngine();
    engine.know("pr-2", FUTURE, [{ name: "raw", delete: async () => {} }]);
    engine.know("pr-1", PAST);
    engine.know("pr-3", DISPOSABLE);
    engine.know("pr-torn", PAST);
    engine.know("dev", {});

    const printed = stackLines(await shortLivedStacks(engine), NOW);

    expect(printed).to.deep.equal([
      "pr-1: no resource, never deployed, expired 2026-11-25T08:00:00Z",
      "pr-2: 1 resource, never deployed, expires 2026-11-25T08:00:01Z",
      "pr-3: no resource, never deployed, never expires",
      "pr-torn: no resource, never deployed, the state cannot be read",
    ]);
    expect(stackLines([], NOW)).to.deep.equal(["there is no short-lived stack"]);
  });
});
