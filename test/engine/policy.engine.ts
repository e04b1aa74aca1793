import { join, resolve } from "node:path";
import { expect } from "chai";
import { EngineProject } from "./engine-project";

const PACK = resolve(__dirname, "../../policy");

describe("the policy pack on the real engine", () => {
  let project: EngineProject;

  afterEach(() => project.close());

  for (const stack of ["dev", "prod"]) {
    it(`lets the first preview of ${stack} through`, async () => {
      project = await EngineProject.open();
      await project.done("stack", "init", stack);

      const text = await project.done("preview", "--policy-pack", PACK, "--stack", stack);

      expect(text).to.match(/careplus@v[\d.]+ \(local: /);
      expect(text).to.not.contain("[mandatory]");
    });
  }

  it("stops the preview of a program that declares a queue without key and tags", async () => {
    project = await EngineProject.open(join(__dirname, "careless"));
    await project.done("stack", "init", "dev");
    await project.done("config", "set", "aws:region", "eu-central-1", "--stack", "dev");

    const stopped = await project.pulumi("preview", "--policy-pack", PACK, "--stack", "dev");

    expect(stopped.code).to.not.equal(0);
    for (const rule of ["encrypted-at-rest", "tagged-resources"])
      expect(stopped.text).to.contain(`[mandatory]  ${rule}  (aws:sqs:Queue: open)`);
  });
});
