import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { type CommandEnd, type EngineProject, eachHasProject, run } from "./engine-project";

const PACK = resolve(__dirname, "../../policy");

describe("the report on a preview of the real engine", () => {
  let project: EngineProject;

  eachHasProject((opened) => {
    project = opened;
  });
  beforeEach(() => project.begin("dev"));

  /** What the workflow of a pull request runs. */
  async function report(): Promise<CommandEnd> {
    const file = join(project.folder, "preview.json");
    const preview = ["preview", "--policy-pack", PACK, "--json", "--show-sames", "--stack", "dev"];
    writeFileSync(file, await project.done(...preview));
    return run("tsx", [join("delivery", "preview-report", "command.ts"), file], project);
  }

  it("counts what a new stack brings and what it costs", async () => {
    const { code, stdout, text } = await report();

    expect(code, text).to.equal(0);
    expect(stdout).to.match(/^### Preview of `dev`: \d+ created$/m);
    expect(stdout).to.match(/^\| idle \| 0\.00 \| [1-9][\d.]+ \| \+[\d.]+ \|$/m);
  });

  it("tells the values that a change of the configuration changes, and nothing else", async () => {
    await project.up("dev");
    await project.set("dev", { "careplus:limits.monthlyBudgetUsd": 555 });

    const { code, stdout, text } = await report();

    expect(code, text).to.equal(0);
    expect(stdout).to.match(/^### Preview of `dev`: 1 updated$/m);
    expect(stdout).to.contain("**raised**, `limitAmount`: `100` → `555`");
  });

  it("is empty when nothing changes", async () => {
    await project.up("dev");

    const { code, stdout, text } = await report();

    expect(code, text).to.equal(0);
    expect(stdout).to.equal("");
  });
});
