import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { AutomationEngine } from "../../../../delivery/stack/pulumi/automation-engine";
import { CareplusError } from "../../../../runtime/errors";
import { EnvironmentChange } from "../aws-bed";
import { PlayedCli, type PlayedState } from "./played-cli";

describe("the engine of the Automation API", function () {
  this.timeout(60_000);
  let cli: PlayedCli;
  let folder: string;
  let environment: EnvironmentChange;

  beforeEach(() => {
    cli = new PlayedCli();
    folder = cli.folder;
    environment = new EnvironmentChange(cli.environment);
  });

  afterEach(() => {
    environment.undo();
    cli.remove();
  });

  function played(stacks: PlayedState["stacks"], selected?: string): AutomationEngine {
    cli.keep({ stacks, ...(selected !== undefined && { selected }) });
    return new AutomationEngine(folder);
  }

  function state(): PlayedState {
    return cli.state;
  }

  async function faultOf(work: Promise<unknown>): Promise<CareplusError> {
    const fault = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (fault instanceof CareplusError) return fault;
    throw new Error(`no fault of ours: ${fault}`);
  }

  it("says how to get the CLI where it is missing", async () => {
    const empty = new EnvironmentChange({ PATH: "/nowhere" });

    const fault = await faultOf(new AutomationEngine(folder).list()).finally(() => empty.undo());

    expect([fault.code, fault.message]).to.deep.equal([
      "no_pulumi",
      "The Pulumi CLI is missing: install it (https://www.pulumi.com/docs/install/) and see that `pulumi version` answers.",
    ]);
  });

  it("lists stacks by their plain names", async () => {
    const engine = played({
      dev: { resources: ["raw"], lastUpdate: "2026-11-24T10:00:00.000Z" },
      "careplus/platform/pr-7": { resources: [] },
    });

    expect(await engine.list()).to.deep.equal([
      { name: "dev", resourceCount: 1, lastUpdate: "2026-11-24T10:00:00.000Z" },
      { name: "pr-7", resourceCount: 0 },
    ]);
  });

  it("creates a stack, and writes its configuration with objects as objects", async () => {
    const engine = played({ dev: { resources: [] } }, "dev");

    await engine.create("pr-7");
    await engine.configure("pr-7", { "aws:region": "eu-central-1", "careplus:source": { kind: "managed" } });
    await engine.configure("pr-7", { "careplus:load": "on-arrival" });

    expect(readFileSync(join(folder, "Pulumi.pr-7.yaml"), "utf8")).to.equal(
      "config:\n  aws:region: eu-central-1\n  careplus:source:\n    kind: managed\n  careplus:load: on-arrival\n",
    );
    expect(state().selected).to.equal("dev");
  });

  it("encrypts the secrets of a new stack by the key that dev's file names, wherever the stack was brought up", async () => {
    const key = "awskms://alias/careplus-delivery-state?region=eu-central-1";
    writeFileSync(
      join(folder, "Pulumi.dev.yaml"),
      `secretsprovider: ${key}\nencryptedkey: AQICAHg\nconfig:\n  aws:region: eu-central-1\n`,
    );
    const engine = played({ "pr-8": { resources: [] } });

    await engine.create("pr-7");
    await engine.configure("pr-7", { "aws:region": "eu-central-1" });
    await engine.configure("pr-8", { "aws:region": "eu-central-1" });

    expect(state().stacks["pr-7"]?.secretsProvider).to.equal(key);
    for (const stack of ["pr-7", "pr-8"])
      expect(readFileSync(join(folder, `Pulumi.${stack}.yaml`), "utf8")).to.equal(
        `config:\n  aws:region: eu-central-1\nsecretsprovider: ${key}\n`,
      );
  });

  it("reads objects of a configuration as objects", async () => {
    const config = { "aws:region": "eu-central-1", "aws:allowedAccountIds": ["111122223333"] };
    const engine = played({ "pr-7": { resources: [], config } });

    expect(await engine.config("pr-7")).to.deep.equal(config);
    expect(await engine.config("pr-8")).to.equal(undefined);
  });

  it("reads the configuration of a stack that was brought up elsewhere from its last deployment", async () => {
    const config = { "aws:region": "eu-central-1" };
    const engine = played({
      "pr-7": { resources: [], config, lastUpdate: "2026-11-24T10:00:00.000Z" },
    });

    await engine.config("pr-7");

    expect(readFileSync(join(folder, "state.json.calls"), "utf8")).to.include(
      "config refresh --force --stack pr-7\n",
    );
  });

  it("destroys, tells each deleted resource, and keeps the selected stack selected", async () => {
    const engine = played({ dev: { resources: [] }, "pr-7": { resources: ["raw", "processed"] } }, "dev");
    const lines: string[] = [];

    await engine.destroy("pr-7", (line) => lines.push(line));
    await engine.remove("pr-7");

    expect(lines).to.deep.equal([
      "deleted aws:s3/bucket:Bucket raw",
      "deleted aws:s3/bucket:Bucket processed",
    ]);
    expect(state()).to.deep.equal({ stacks: { dev: { resources: [] } }, selected: "dev" });
  });

  it("names the resources of a destroy that fails half-way, with what AWS said, and goes on with the others", async () => {
    const broken = { raw: "deleting S3 Bucket (raw): BucketNotEmpty: The bucket is not empty" };
    const engine = played({ "pr-7": { resources: ["raw", "processed"], broken } });

    const fault = await faultOf(engine.destroy("pr-7", () => {}));

    expect([fault.code, fault.message]).to.deep.equal([
      "destroy_failed",
      "pr-7 is not wholly destroyed: 1 failed, aws:s3/bucket:Bucket raw (deleting S3 Bucket (raw): BucketNotEmpty: The bucket is not empty).",
    ]);
    expect(state().stacks["pr-7"]?.resources).to.deep.equal(["raw"]);
  });

  it("knows a stack that is held by another operation, and frees it", async () => {
    const engine = played({ "pr-7": { resources: ["raw"], isLocked: true } });

    const fault = await faultOf(engine.destroy("pr-7", () => {}));
    await engine.unlock("pr-7");
    await engine.destroy("pr-7", () => {});

    expect([fault.code, fault.message]).to.deep.equal([
      "stack_locked",
      "pr-7 is not destroyed: another operation holds the stack.",
    ]);
    expect(state().stacks["pr-7"]?.resources).to.deep.equal([]);
  });

  it("brings a stack up and gives its outputs", async () => {
    const outputs = { outputs: { buckets: { raw: "careplus-pr-7-raw-000000000000" } } };
    const engine = played({ "pr-7": { resources: ["raw"], outputs } });
    const lines: string[] = [];

    const given = await engine.up("pr-7", (line) => lines.push(line));

    expect(given).to.deep.equal(outputs);
    expect(lines).to.deep.equal(["created aws:s3/bucket:Bucket raw"]);
  });

  it("names what cannot be made", async () => {
    const broken = { raw: "creating S3 Bucket (raw): AccessDenied" };
    const engine = played({ "pr-7": { resources: ["raw"], broken } });

    const fault = await faultOf(engine.up("pr-7", () => {}));

    expect([fault.code, fault.message]).to.deep.equal([
      "deployment_failed",
      "pr-7 is not wholly brought up: 1 failed, aws:s3/bucket:Bucket raw (creating S3 Bucket (raw): AccessDenied).",
    ]);
  });

  it("gives the CLI's own sentence for the rest", async () => {
    const engine = played({ "pr-7": { resources: ["raw"] } });

    const fault = await faultOf(engine.remove("pr-7"));

    expect([fault.code, fault.message]).to.deep.equal([
      "pulumi_failed",
      "pulumi stack rm pr-7: 'pr-7' still has resources; removal rejected",
    ]);
  });
});
