import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { expect } from "chai";
import { eachHasFolder } from "../fixtures/temporary-folder";

const ROOT = resolve(__dirname, "../..");
const PLAYED_PULUMI = join(ROOT, "test/delivery/stack/pulumi/played-pulumi.mjs");
const STACK_OUTPUTS = { outputs: { warehouse: { endpoint: "wg.example.com", database: "careplus" } } };
const OUTPUTS = JSON.stringify(STACK_OUTPUTS);
const BOUND = 'expression RedshiftServer = "wg.example.com:5439" meta [';

describe("npm run powerbi", function () {
  this.timeout(60_000);
  let folder: string;

  eachHasFolder((path) => {
    folder = path;
  });

  it("check is content with the committed project", () => {
    expect(powerbi("", "check")).to.deep.equal({ status: 0, stderr: "" });
  });

  it("bind writes a copy that reads the stack's warehouse, from stdin", () => {
    const ended = powerbi(OUTPUTS, "bind", "--stack", "dev", "--out", folder);

    expect(ended).to.deep.equal({ status: 0, stderr: "" });
    expect(expressions()).to.contain(BOUND);
  });

  it("bind reads the outputs from a file too", () => {
    const file = join(folder, "outputs.json");
    writeFileSync(file, OUTPUTS);

    const ended = powerbi("", "bind", "--stack", "dev", "--outputs", file, "--out", join(folder, "project"));

    expect(ended).to.deep.equal({ status: 0, stderr: "" });
    expect(expressions("project")).to.contain(BOUND);
  });

  it("bind asks Pulumi for the stack's outputs when it is given none", () => {
    const stacks = { dev: { resources: [], outputs: STACK_OUTPUTS } };
    const environment = playPulumi(folder, { stacks, selected: "prod" });

    const ended = powerbiIn(environment, "", "bind", "--stack", "dev", "--out", join(folder, "project"));

    expect(ended).to.deep.equal({ status: 0, stderr: "" });
    expect(expressions("project")).to.contain(BOUND);
  });

  it("bind passes on why Pulumi has no outputs of the stack", () => {
    const environment = playPulumi(folder, { stacks: {} });

    const { status, stderr } = powerbiIn(environment, "", "bind", "--stack", "dev");

    expect(status).to.equal(1);
    expect(stderr).to.match(/^powerbi: pulumi stack output of dev: .+\n$/);
  });

  for (const [name, input, args, sentence] of [
    [
      "no outputs without a Pulumi CLI",
      "",
      ["--stack", "dev"],
      "The Pulumi CLI is missing: install it (https://www.pulumi.com/docs/install/) and see that `pulumi version` answers.",
    ],
    [
      "outputs that are none",
      "pulumi: no stack named dev",
      ["--stack", "dev"],
      "the stack outputs are no JSON: give what `pulumi stack output --json` prints",
    ],
    [
      "nothing where stdin is named",
      "",
      ["--stack", "dev", "--outputs", "-"],
      "the stack outputs are no JSON: give what `pulumi stack output --json` prints",
    ],
    ["a stack's name with a path in it", OUTPUTS, ["--stack", "../dev"], "../dev is no name of a stack"],
    [
      "a file that is missing",
      "",
      ["--stack", "dev", "--outputs", "nowhere.json"],
      "nowhere.json cannot be read",
    ],
  ] as const) {
    it(`bind refuses ${name} in one sentence`, () => {
      expect(powerbi(input, "bind", ...args)).to.deep.equal({ status: 1, stderr: `powerbi: ${sentence}\n` });
    });
  }

  function expressions(project = ""): string {
    return readFileSync(join(folder, project, "CarePlus.SemanticModel/definition/expressions.tmdl"), "utf8");
  }
});

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

function powerbi(input: string, ...args: readonly string[]): Ended {
  return powerbiIn({ PATH: "/nowhere" }, input, ...args);
}

function powerbiIn(env: NodeJS.ProcessEnv, input: string, ...args: readonly string[]): Ended {
  const command = ["--import", "tsx", join(ROOT, "scripts/powerbi.ts"), ...args];
  const { status, stderr } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    input,
    encoding: "utf8",
    env,
  });
  return { status, stderr };
}

/** The environment of a process that finds a `pulumi` which knows these stacks. */
function playPulumi(folder: string, state: object): NodeJS.ProcessEnv {
  const program = join(folder, "pulumi");
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${PLAYED_PULUMI}" "$@"\n`);
  chmodSync(program, 0o755);
  writeFileSync(join(folder, "state.json"), JSON.stringify(state));
  return {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    PLAYED_PULUMI: join(folder, "state.json"),
  };
}
