import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { type StackSetting, stackFile } from "../program";
import { type RunningMonitor, startMonitor } from "./monitor";
import { startProgram } from "./run-program";

describe("Pulumi's own Node runner", () => {
  let monitor: RunningMonitor;

  beforeEach(async () => {
    monitor = await startMonitor();
  });

  afterEach(() => monitor.stop());

  async function run(setting: StackSetting): Promise<number> {
    const [code] = await once(startProgram(setting, monitor), "exit");
    return Number(code);
  }

  it("runs the program as Pulumi.yaml says, without checking types", async () => {
    const start = performance.now();

    const code = await run(stackFile("dev"));

    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    console.log(`      the process took ${seconds} s for ${monitor.registered.length} registrations`);
    expect([code, monitor.messages]).to.deep.equal([0, []]);
    const reviewed = readFileSync(resolve(__dirname, "../snapshots/dev.txt"), "utf8").trimEnd().split("\n");
    expect([...monitor.registered].sort()).to.deep.equal(
      reviewed.map((line) => line.replace(/ protected$/, "")).sort(),
    );
  });

  it("prints a wrong configuration as one sentence, without a stack trace", async () => {
    const code = await run(stackFile("dev", { "careplus:load": "hourly" }));

    expect(code).not.to.equal(0);
    expect(monitor.messages).to.deep.equal([
      'careplus:load is "hourly": it must be "on-arrival" or "every N minutes".',
    ]);
    expect(monitor.registered).to.deep.equal(["pulumi:pulumi:Stack careplus-dev"]);
  });

  it("stops before anything is made when a subnet belongs to another VPC", async () => {
    const network = stackFile("prod").config["careplus:network"] as object;
    const moved = { ...network, vpcId: "vpc-0123456789abcdef9" };

    const code = await run(stackFile("prod", { "careplus:network": moved }));

    expect(code).not.to.equal(0);
    expect(monitor.messages).to.deep.equal([
      'careplus:network.subnets.eu-central-1a is "subnet-0123456789abcdef0": it must be a subnet of vpc-0123456789abcdef9 in the zone eu-central-1a, and AWS finds none.',
    ]);
    expect(monitor.registered).to.deep.equal(["pulumi:pulumi:Stack careplus-prod"]);
  });
});
