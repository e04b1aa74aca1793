import { resolve } from "node:path";
import { expect } from "chai";
import { type EngineProject, eachHasProject } from "./engine-project";

const BOOTSTRAP = resolve(__dirname, "../../infra/bootstrap");

describe("the bootstrap program on the real engine", () => {
  let project: EngineProject;

  eachHasProject((opened) => {
    project = opened;
  }, BOOTSTRAP);

  it("previews and makes what the workflows need, and finds no change in it", async () => {
    await project.begin("main", { "aws:region": "eu-central-1", repository: "careplus/platform" });

    const first = await project.preview("main");
    await project.up("main");
    const second = await project.preview("main");
    const state = await project.done("stack", "output", "stateUrl", "--stack", "main");

    expect(Object.keys(first.changeSummary)).to.deep.equal(["create"]);
    expect(second.changeSummary).to.deep.equal({ same: first.changeSummary.create });
    expect(state.trim()).to.match(/^s3:\/\/careplus-/);
  });

  it("makes nothing for a repository that is none", async () => {
    await project.begin("main", { "aws:region": "eu-central-1", repository: "platform" });

    const refused = await project.tryUp("main");

    expect(refused.code).to.not.equal(0);
    expect(refused.text).to.contain('careplus-bootstrap:repository is "platform"');
    expect((await project.urns("main")).map((urn) => urn.split("::")[2])).to.deep.equal([
      "pulumi:pulumi:Stack",
    ]);
  });
});
