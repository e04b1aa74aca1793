import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const ROOT = join(__dirname, "../../..");

/** The command as a person gives it, where there is no Pulumi CLI. */
function run(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const program = [join(ROOT, "node_modules/tsx/dist/cli.mjs"), join(ROOT, "delivery/stack/main.ts")];
  const { status, stderr } = spawnSync(process.execPath, [...program, ...args], {
    encoding: "utf8",
    env: { PATH: "/nowhere" },
  });
  return { status, said: stderr.trim() };
}

describe("npm run stack", function () {
  this.timeout(60_000);

  it("says how to get the Pulumi CLI where it is missing, and fails", () => {
    expect(run("down", "pr-7", "--destroy-data")).to.deep.equal({
      status: 1,
      said: "stack: The Pulumi CLI is missing: install it (https://www.pulumi.com/docs/install/) and see that `pulumi version` answers.",
    });
  });

  it("refuses prod before it asks for anything else", () => {
    expect(run("down", "prod", "--destroy-data")).to.deep.equal({
      status: 1,
      said: "stack: prod is not short-lived: this command brings up and takes down stacks named pr-… and touches no other.",
    });
  });

  it("refuses a command that it does not know", () => {
    expect(run("drop", "pr-7")).to.deep.equal({ status: 1, said: "error: unknown command 'drop'" });
  });
});
