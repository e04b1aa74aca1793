import { expect } from "chai";
import { AutomationEngine } from "../../delivery/stack/pulumi/automation-engine";
import { EnvironmentChange } from "../delivery/stack/aws-bed";
import { type EngineProject, eachHasProject } from "./engine-project";

describe("short-lived stacks on the real engine", () => {
  let project: EngineProject;
  let environment: EnvironmentChange;
  let engine: AutomationEngine;

  eachHasProject((opened) => {
    project = opened;
  });
  beforeEach(() => {
    environment = new EnvironmentChange(project.environment);
    engine = new AutomationEngine(project.folder);
  });
  afterEach(() => environment.undo());

  it("come, are listed with what they have, are configured as they were, and go", async () => {
    const config = {
      "aws:region": "eu-central-1",
      "careplus:expiresAt": "2026-11-28T08:00:00Z",
      "careplus:source": { kind: "managed", seedTickets: 100 },
    };
    const progress: string[] = [];

    await engine.create("pr-7");
    await engine.configure("pr-7", config);
    const outputs = await engine.up("pr-7", (line) => progress.push(line));
    const [listed] = await engine.list();
    const read = await engine.config("pr-7");
    await engine.destroy("pr-7", (line) => progress.push(line));
    const emptied = await project.urns("pr-7");
    await engine.remove("pr-7");

    expect(Object.keys(outputs)).to.deep.equal(["outputs"]);
    expect(listed?.name).to.equal("pr-7");
    expect(listed?.resourceCount).to.be.greaterThan(200);
    expect(read).to.deep.equal(config);
    expect(progress).to.include.members([
      "created aws:s3/bucket:Bucket raw",
      "deleted aws:s3/bucket:Bucket raw",
    ]);
    expect(emptied).to.deep.equal([]);
    expect(await engine.list()).to.deep.equal([]);
  });

  it("that are not wholly brought up say what failed", async () => {
    await engine.create("pr-7");
    await engine.configure("pr-7", { "aws:region": "eu-central-1", "careplus:load": "hourly" });

    const fault = await engine.up("pr-7", () => {}).catch((error: unknown) => error);

    expect(fault).to.be.instanceOf(Error);
    expect((fault as Error).message).to.match(/^pr-7 is not .*brought up: .*careplus:load is "hourly"/);
  });
});
