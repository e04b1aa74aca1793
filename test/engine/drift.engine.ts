import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type CommandEnd, type EngineProject, eachHasProject, run } from "./engine-project";

describe("the search for drift on the real engine", () => {
  let project: EngineProject;

  eachHasProject((opened) => {
    project = opened;
  });
  beforeEach(async () => {
    await project.begin("dev");
    await project.up("dev");
  });

  /** What the nightly workflow runs. */
  async function compare(): Promise<{ readonly preview: CommandEnd; readonly report: CommandEnd }> {
    const options = ["--refresh", "--expect-no-changes", "--json", "--show-sames"];
    const preview = await project.pulumi("preview", "--stack", "dev", ...options);
    const file = join(project.folder, "preview.json");
    writeFileSync(file, preview.stdout);
    return { preview, report: await run("tsx", ["delivery/preview-report/command.ts", file], project) };
  }

  it("finds none where nobody changed anything", async () => {
    const { preview, report } = await compare();

    expect(preview.code, preview.text).to.equal(0);
    expect(report.stdout).to.equal("");
  });

  it("finds what somebody changed by hand, and the report says what it was", async () => {
    project.provider.changeByHand("aws:budgets/budget:Budget monthly", { limitAmount: "9999" });

    const { preview, report } = await compare();

    expect(preview.code).to.not.equal(0);
    expect(report.code, report.text).to.equal(0);
    expect(report.stdout).to.contain("Budget** `monthly`: `limitAmount`: `9999` → `100`");
  });
});
