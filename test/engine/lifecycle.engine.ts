import { expect } from "chai";
import { type EngineProject, eachHasProject } from "./engine-project";

describe("the life of a stack on the real engine", () => {
  let project: EngineProject;

  eachHasProject((opened) => {
    project = opened;
  });

  for (const stack of ["dev", "prod"]) {
    it(`previews and makes ${stack}, finds no change in it, and removes it once both switches say so`, async () => {
      await project.begin(stack);

      const first = await project.preview(stack);
      await project.up(stack);
      const second = await project.preview(stack);
      const made = await project.urns(stack);
      // Without its preview, which would stop it, too.
      const refused = await project.destroy(stack);
      const kept = await project.urns(stack);
      await project.set(stack, { "careplus:dataRetention": "destroy", "careplus:destroyData": "true" });
      await project.up(stack);
      const removed = await project.destroy(stack);
      const left = await project.urns(stack);

      expect(Object.keys(first.changeSummary)).to.deep.equal(["create"]);
      expect(first.changeSummary.create).to.be.greaterThan(200);
      expect(second.changeSummary).to.deep.equal({ same: first.changeSummary.create });
      expect(refused.code).to.not.equal(0);
      expect(refused.text).to.contain("is protected");
      expect(kept.filter(isMade)).to.deep.equal(made.filter(isMade));
      expect(removed.code, removed.text).to.equal(0);
      expect(left).to.deep.equal([]);
    });
  }

  it("previews and makes a short-lived stack, finds no change in it, and removes it at the first word", async () => {
    await project.begin("pr-7", { "aws:region": "eu-central-1" });

    const first = await project.preview("pr-7");
    await project.up("pr-7");
    const second = await project.preview("pr-7");
    const removed = await project.destroy("pr-7");
    const left = await project.urns("pr-7");

    expect(Object.keys(first.changeSummary)).to.deep.equal(["create"]);
    expect(second.changeSummary).to.deep.equal({ same: first.changeSummary.create });
    expect(removed.code, removed.text).to.equal(0);
    expect(left).to.deep.equal([]);
  });

  it("goes on where it was when a deployment that AWS refused half-way is run again", async () => {
    const refusal = "LimitExceededException: too many workgroups";
    project.provider.refuseOnce("aws:redshiftserverless/workgroup:Workgroup warehouse", refusal);
    await project.begin("dev");

    const refused = await project.tryUp("dev");
    const half = await project.urns("dev");
    await project.up("dev");
    const after = await project.preview("dev");
    const whole = await project.urns("dev");

    expect(refused.code).to.not.equal(0);
    expect(refused.text).to.contain(refusal);
    expect(whole).to.include.members(half);
    expect(whole.length).to.be.greaterThan(half.length);
    expect(Object.keys(after.changeSummary)).to.deep.equal(["same"]);
  });
});

/** Providers are entries of the state alone: one that nothing refers to may go beside the guard. */
function isMade(urn: string): boolean {
  return !urn.includes("::pulumi:providers:");
}
