import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { temporaryFolder } from "../../fixtures/temporary-folder";

const ROOT = resolve(__dirname, "../../..");

describe("npm run replay", () => {
  function run(...args: string[]) {
    return spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "delivery/replay/main.ts"), ...args], {
      cwd: ROOT,
      encoding: "utf8",
    });
  }

  it("without a stack is of the platform on this machine", async () => {
    const folder = await temporaryFolder();

    const { status, stderr } = run("--prefix", "logs/", "--state", join(folder.path, "state"));

    await folder.remove();
    expect(status).to.equal(1);
    expect(stderr).to.match(/^careplus: /);
  });

  it("says what to do when it does not know where a stack is", () => {
    const { status, stderr } = run("--stack", "pr-0", "--prefix", "logs/");

    expect(status).to.equal(1);
    expect(stderr).to.equal(
      "replay: No Pulumi.pr-0.yaml here says where the stack is: name its region with --region.\n",
    );
  });

  it("refuses a selection of nothing", () => {
    const { status, stderr } = run("--stack", "dev");

    expect(status).to.equal(1);
    expect(stderr).to.contain("this selection cannot be used: it is empty");
  });
});
