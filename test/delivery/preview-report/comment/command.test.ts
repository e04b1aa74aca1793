import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { markerOf } from "../../../../delivery/preview-report/report";
import { PlayedGithub } from "./played-github";

const ROOT = resolve(__dirname, "../../../..");
const REPORT = `${markerOf("dev")}\n### Preview of \`dev\`: 1 deleted\n`;

describe("npm run preview-comment", () => {
  const github = new PlayedGithub();
  let apiUrl: string;
  let folder: string;
  let file: string;

  before(async () => {
    apiUrl = await github.start();
    folder = mkdtempSync(join(tmpdir(), "careplus-comment-"));
    file = join(folder, "report.md");
  });
  after(async () => {
    await github.stop();
    rmSync(folder, { recursive: true });
  });

  it("places the report and says what it did", async () => {
    writeFileSync(file, REPORT);

    const ended = await run({ GITHUB_TOKEN: github.token });

    expect(ended).to.deep.equal({ code: 0, stdout: "preview-comment: created\n", stderr: "" });
    expect(github.comments.map(({ body }) => body)).to.deep.equal([REPORT]);
  });

  it("refuses a report on another stack", async () => {
    writeFileSync(file, REPORT);

    const { code, stderr } = await run({ GITHUB_TOKEN: github.token }, "prod");

    expect(code).to.equal(1);
    expect(stderr).to.equal(
      `preview-comment: ${file} is no report on this stack: it does not begin with <!-- careplus preview of prod -->\n`,
    );
  });

  it("refuses to begin without a token", async () => {
    writeFileSync(file, REPORT);

    expect(await run({ GITHUB_TOKEN: "" })).to.deep.equal({
      code: 1,
      stdout: "",
      stderr: "preview-comment: GITHUB_TOKEN is missing from the environment.\n",
    });
  });

  it("names a file that is not there", async () => {
    rmSync(file, { force: true });

    const { code, stderr } = await run({ GITHUB_TOKEN: github.token });

    expect(code).to.equal(1);
    expect(stderr).to.match(/^preview-comment: .*report\.md cannot be read: ENOENT.*\n$/);
  });

  async function run(environment: Readonly<Record<string, string>>, stack = "dev") {
    const args = [file, "--stack", stack, "--repository", "careplus/platform", "--pull-request", "7"];
    const child = spawn(
      process.execPath,
      ["--require", "tsx/cjs", join(ROOT, "delivery/preview-report/comment/command.ts"), ...args],
      { cwd: ROOT, env: { ...process.env, GITHUB_API_URL: apiUrl, ...environment } },
    );
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, stdout, stderr };
  }
});
