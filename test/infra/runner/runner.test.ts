import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { load } from "js-yaml";
import { stackFile } from "../program";
import { type RunningMonitor, startMonitor } from "./monitor";

const ROOT = resolve(__dirname, "../../..");
const RUNNER = resolve(ROOT, "node_modules/@pulumi/pulumi/cmd/run/index.js");

interface Project {
  readonly name: string;
  readonly main: string;
  readonly runtime: {
    readonly name: string;
    readonly options: { readonly typescript: boolean; readonly nodeargs: string };
  };
}

describe("Pulumi's own Node runner", () => {
  let monitor: RunningMonitor;

  before(async () => {
    monitor = await startMonitor();
  });

  after(() => monitor.stop());

  it("runs the program as Pulumi.yaml says, without checking types", async () => {
    const project = load(readFileSync(resolve(ROOT, "Pulumi.yaml"), "utf8")) as Project;
    const start = performance.now();

    const code = await run(project, stackFile("dev").config, monitor);

    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    console.log(`      the process took ${seconds} s for ${monitor.registered.length} registrations`);
    expect([code, monitor.messages]).to.deep.equal([0, []]);
    const reviewed = readFileSync(resolve(__dirname, "../snapshots/dev.txt"), "utf8").trimEnd().split("\n");
    expect([...monitor.registered].sort()).to.deep.equal(
      reviewed.map((line) => line.replace(/ protected$/, "")).sort(),
    );
  });

  it("prints a wrong configuration as one sentence, without a stack trace", async () => {
    const project = load(readFileSync(resolve(ROOT, "Pulumi.yaml"), "utf8")) as Project;
    const before = monitor.registered.length;

    const code = await run(project, { ...stackFile("dev").config, "careplus:load": "hourly" }, monitor);

    expect(code).not.to.equal(0);
    expect(monitor.messages).to.deep.equal([
      'careplus:load is "hourly": it must be "on-arrival" or "every N minutes".',
    ]);
    expect(monitor.registered.slice(before)).to.deep.equal(["pulumi:pulumi:Stack careplus-dev"]);
  });

  it("stops before anything is made when a subnet belongs to another VPC", async () => {
    const project = load(readFileSync(resolve(ROOT, "Pulumi.yaml"), "utf8")) as Project;
    const [before, said] = [monitor.registered.length, monitor.messages.length];
    const { config } = stackFile("prod");
    const network = { ...(config["careplus:network"] as object), vpcId: "vpc-0123456789abcdef9" };

    const code = await run(project, { ...config, "careplus:network": network }, monitor);

    expect(code).not.to.equal(0);
    expect(monitor.messages.slice(said)).to.deep.equal([
      'careplus:network.subnets.eu-central-1a is "subnet-0123456789abcdef0": it must be a subnet of vpc-0123456789abcdef9 in the zone eu-central-1a, and AWS finds none.',
    ]);
    expect(monitor.registered.slice(before)).to.deep.equal(["pulumi:pulumi:Stack careplus-dev"]);
  });
});

/** Runs the program in a process of its own, as the language host does; gives its exit code. */
async function run(
  { name, main, runtime }: Project,
  config: Readonly<Record<string, unknown>>,
  { address }: RunningMonitor,
): Promise<number> {
  const texts = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const flags = [
    `--project=${name}`,
    "--stack=dev",
    `--pwd=${ROOT}`,
    `--monitor=${address}`,
    `--engine=${address}`,
    "--parallel=16",
  ];
  const child = spawn(process.execPath, [...runtime.options.nodeargs.split(" "), RUNNER, ...flags, main], {
    cwd: ROOT,
    stdio: "ignore",
    env: {
      PATH: process.env.PATH,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(texts)),
      PULUMI_NODEJS_TYPESCRIPT: String(runtime.options.typescript),
    },
  });
  const [code] = await once(child, "exit");
  return Number(code);
}
