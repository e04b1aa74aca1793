import { join, resolve } from "node:path";
import { expect } from "chai";
import { type EngineProject, eachHasProject } from "./engine-project";

const PACK = resolve(__dirname, "../../policy");

describe("the policy pack on the real engine", () => {
  let project: EngineProject;
  eachHasProject((opened) => {
    project = opened;
  });

  for (const stack of ["dev", "prod"]) {
    it(`lets the first preview of ${stack} through`, async () => {
      await project.begin(stack);

      const text = await project.done("preview", "--policy-pack", PACK, "--stack", stack);

      expect(text).to.match(/careplus@v[\d.]+ \(local: /);
      expect(text).to.not.contain("[mandatory]");
    });
  }
});

describe("the policy pack on the real engine, over a careless program", () => {
  let project: EngineProject;
  eachHasProject(
    (opened) => {
      project = opened;
    },
    join(__dirname, "careless"),
  );

  it("stops the preview: a queue has neither key nor tags", async () => {
    await project.begin("dev", { "aws:region": "eu-central-1" });

    const stopped = await project.pulumi("preview", "--policy-pack", PACK, "--stack", "dev");

    expect(stopped.code).to.not.equal(0);
    for (const rule of ["encrypted-at-rest", "tagged-resources"])
      expect(stopped.text).to.contain(`[mandatory]  ${rule}  (aws:sqs:Queue: open)`);
  });
});
