import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { type Ended, ended } from "../../fixtures/careplus";
import { AwsBed } from "./aws-bed";
import { PlayedCli } from "./pulumi/played-cli";

const ROOT = join(__dirname, "../../..");
const CONFIG = { "aws:region": "eu-central-1", "careplus:dataRetention": "destroy" };

describe("npm run stack, in front of AWS and Pulumi", function () {
  this.timeout(120_000);
  let bed: AwsBed;
  let cli: PlayedCli;

  before(async () => {
    bed = await AwsBed.start();
  });

  beforeEach(() => {
    cli = new PlayedCli();
  });

  afterEach(() => cli.remove());

  after(() => bed?.stop());

  function stack(...args: readonly string[]): Promise<Ended> {
    const program = [join(ROOT, "node_modules/tsx/dist/cli.mjs"), join(ROOT, "delivery/stack/main.ts")];
    const env = { ...process.env, ...cli.environment };
    return ended(spawn(process.execPath, [...program, ...args], { env, stdio: ["ignore", "pipe", "pipe"] }));
  }

  /** Without the times, which every step has. */
  function steps(stdout: string): string[] {
    return stdout
      .trim()
      .split("\n")
      .map((line) => line.replace(/ \(\d+\.\d s\)$/, ""));
  }

  it("takes a stack down and ends with 0, each step with its time", async () => {
    cli.keep({
      stacks: { "pr-7": { resources: ["raw"], config: CONFIG, lastUpdate: "2026-11-25T08:00:00Z" } },
    });

    const { code, stdout, stderr } = await stack("down", "pr-7", "--destroy-data");

    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(steps(stdout)).to.deep.equal([
      "ok      stop what starts work: no schedule, no event rule",
      "ok      wait for work under way: nothing is under way",
      "ok      empty the buckets: no bucket, no version, no delete marker, no unfinished upload",
      "        deleted aws:s3/bucket:Bucket raw",
      "ok      destroy the resources: all that Pulumi had made",
      "ok      sweep up after services: no secret, no snapshot, no log group, no network interface",
      "ok      look for what is left: nothing, by tags and by names",
      "ok      forget the stack: pr-7 is gone",
    ]);
    expect(stdout.match(/\(\d+\.\d s\)$/gm)).to.have.length(7);
    expect(cli.state.stacks).to.deep.equal({});
  });

  it("prints what is left with its price per day, and ends with 1", async () => {
    await bed.account.clients.secrets.createSecret({ Name: "careplus-pr-8-forgotten", SecretString: "{}" });

    const { code, stdout, stderr } = await stack(
      "down",
      "pr-8",
      "--destroy-data",
      "--region",
      "eu-central-1",
    );

    expect(code).to.equal(1);
    const lines = steps(stdout).map((line) => line.replace(/-[0-9a-f]{6}$/, ""));
    expect(lines.slice(1)).to.deep.equal([
      "ok      look for what is left: 1 thing",
      "left    secret careplus-pr-8-forgotten: 0.0132 USD a day",
      "        aws secretsmanager delete-secret --force-delete-without-recovery --secret-id arn:aws:secretsmanager:eu-central-1:000000000000:secret:careplus-pr-8-forgotten",
      "left    1 in all: 0.0132 USD a day",
    ]);
    expect(stderr).to.equal(
      "stack: 1 thing of pr-8 is left: Pulumi does not know it any more, so remove them with the command below each.\n",
    );
  });

  it("ends with 1 and the resources that failed when a destroy fails half-way", async () => {
    const broken = { raw: "AccessDenied: not authorized to perform s3:DeleteBucket" };
    cli.keep({
      stacks: { "pr-7": { resources: ["raw"], config: CONFIG, lastUpdate: "2026-11-25T08:00:00Z", broken } },
    });

    const { code, stdout, stderr } = await stack("down", "pr-7", "--destroy-data");

    expect(code).to.equal(1);
    expect(steps(stdout).at(-1)).to.equal("failed  destroy the resources");
    expect(stderr).to.match(
      /^stack: pr-7 is not wholly destroyed: 1 failed, aws:s3\/bucket:Bucket raw \(AccessDenied: /,
    );
    expect(Object.keys(cli.state.stacks)).to.deep.equal(["pr-7"]);
  });
});
