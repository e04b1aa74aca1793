import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type EngineProject, eachHasProject } from "./engine-project";

const PASSWORD = "a password of the source";
const CLIENT_SECRET = "a secret of Power BI";

describe("secrets of the configuration on the real engine", () => {
  let project: EngineProject;

  eachHasProject((opened) => {
    project = opened;
  });

  it("stand neither in the stack's file nor in its state and history, nor in what a preview prints", async () => {
    const guid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    await project.begin("pr-7", {
      "aws:region": "eu-central-1",
      "careplus:source.kind": "existing",
      "careplus:source.host": "mysql.example",
      "careplus:source.user": "reader",
      "careplus:powerBi.tenantId": guid,
      "careplus:powerBi.workspaceId": guid,
      "careplus:powerBi.datasetId": guid,
      "careplus:powerBi.clientId": guid,
    });
    for (const [key, value] of Object.entries({
      sourcePassword: PASSWORD,
      powerBiClientSecret: CLIENT_SECRET,
    }))
      await project.done("config", "set", "--secret", `careplus:${key}`, value, "--stack", "pr-7");

    const preview = await project.done("preview", "--json", "--stack", "pr-7");
    await project.up("pr-7");
    const second = await project.preview("pr-7");
    const files = readdirSync(project.state, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
    const stackFile = readFileSync(join(project.folder, "Pulumi.pr-7.yaml"), "utf8");

    expect(Object.keys(second.changeSummary)).to.deep.equal(["same"]);
    // What is no secret shows that the state is read.
    expect(files.some((text) => text.includes("mysql.example"))).to.equal(true);
    for (const text of [preview, stackFile, ...files])
      expect(text.includes(PASSWORD) || text.includes(CLIENT_SECRET)).to.equal(false);
  });
});
