import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";

const ROOT = resolve(__dirname, "../..");
const OUTPUTS = JSON.stringify({
  outputs: { warehouse: { endpoint: "wg.example.com", database: "careplus" } },
});
const BOUND = 'expression RedshiftServer = "wg.example.com:5439" meta [';

describe("npm run powerbi", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "careplus-powerbi-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

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

  for (const [name, input, args, sentence] of [
    [
      "no outputs",
      "",
      ["--stack", "dev"],
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

function powerbi(input: string, ...args: readonly string[]): { status: number | null; stderr: string } {
  const command = ["--import", "tsx", join(ROOT, "scripts/powerbi.ts"), ...args];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, input, encoding: "utf8" });
  return { status, stderr };
}
