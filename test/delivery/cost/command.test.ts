import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect } from "chai";

describe("npm run cost", () => {
  it("prints the table and the ceilings of a stack", () => {
    const { status, stdout, stderr } = cost(
      "--stack",
      "prod",
      "--tickets-per-day",
      "2000",
      "--load-every",
      "60",
    );

    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(stdout).to.match(
      /^prod; 1× is 2000 tickets and 0\.2 GB of logs a day\n\n\| USD a month \| idle \| 1× \| 10× \| 100× \|\n/,
    );
    expect(stdout).to.contain("| Redshift usage limit, 64 RPU-hours a day |");
  });

  it("knows what a short-lived stack costs without a file of its own", () => {
    const { status, stdout } = cost("--stack", "pr-12");

    expect(status).to.equal(0);
    expect(stdout).to.contain("pr-12; 1× is 500 tickets");
  });

  for (const [name, args, sentence] of [
    [
      "a stack that is not there",
      ["--stack", "staging"],
      /^cost: there is no stack "staging": name one that has a file/,
    ],
    ["a path for a stack", ["--stack", "../dev"], /^cost: there is no stack "\.\.\/dev"/],
    [
      "negative tickets",
      ["--tickets-per-day", "-5"],
      /argument '-5' is invalid. It must be a number from 0 to/,
    ],
    ["words for gigabytes", ["--logs-gb-per-day", "many"], /argument 'many' is invalid/],
    [
      "loads all the time",
      ["--load-every", "0"],
      /argument '0' is invalid. It must be a number from 1 to 1440/,
    ],
    [
      "a stack for the page, which is of both",
      ["--write", "--stack", "prod"],
      /option '--write' cannot be used with option '--stack <name>'/,
    ],
  ] as const) {
    it(`refuses ${name} in one sentence`, () => {
      const { status, stdout, stderr } = cost(...args);

      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
      expect(stderr).to.match(sentence);
    });
  }
});

function cost(...args: readonly string[]) {
  const command = ["--require", "tsx/cjs", "delivery/cost/command.ts", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: resolve(__dirname, "../../.."),
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}
