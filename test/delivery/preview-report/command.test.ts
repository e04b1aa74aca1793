import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { eachHasFolder } from "../../fixtures/temporary-folder";
import { BUCKET, fixture, previewJson, stepJson } from "./preview-text";

const ROOT = resolve(__dirname, "../../..");

describe("npm run preview-report", () => {
  let folder: string;

  eachHasFolder((path) => {
    folder = path;
  });

  it("prints the report on a file", () => {
    const { status, stdout, stderr } = run(write(fixture("step-4")));

    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(stdout).to.match(/^<!-- careplus preview of dev -->\n### Preview of `dev`: 1 deleted\n/);
  });

  it("reads standard input where the file is called -", () => {
    const { status, stdout } = run("-", fixture("step-4"));

    expect(status).to.equal(0);
    expect(stdout).to.contain("### Preview of `dev`: 1 deleted\n");
  });

  it("prints nothing when nothing changes, and says so to the person", () => {
    expect(run(write(fixture("unchanged")))).to.deep.equal({
      status: 0,
      stdout: "",
      stderr: "preview-report: nothing changes, so there is nothing to report\n",
    });
  });

  it("shows an unknown operation and ends with 2, so that nobody misses it", () => {
    const { status, stdout, stderr } = run(
      write(previewJson([stepJson("teleport", BUCKET, "raw", undefined, { inputs: {} })])),
    );

    expect(status).to.equal(2);
    expect(stdout).to.contain("- `teleport` of `aws:s3/bucket:Bucket raw`\n");
    expect(stderr).to.equal(
      "preview-report: operations that this program does not know: 1; they are listed in the report\n",
    );
  });

  for (const [name, text, sentence] of [
    [
      "a file that is cut off",
      fixture("step-2").slice(0, 60_000),
      /^preview-report: the preview is cut off: .*\n$/,
    ],
    [
      "another version",
      '{"version": 9, "steps": []}',
      /^preview-report: the file is no preview of the form .*\n$/,
    ],
    ["no JSON", "error: no credentials", /^preview-report: the preview is no JSON object: .*\n$/],
  ] as const) {
    it(`refuses ${name} in one sentence, and reports nothing`, () => {
      const { status, stdout, stderr } = run(write(text));

      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
      expect(stderr).to.match(sentence);
    });
  }

  it("refuses a file that is not there", () => {
    const { status, stderr } = run("nowhere.json");

    expect(status).to.equal(1);
    expect(stderr).to.match(/^preview-report: nowhere\.json cannot be read: .*\n$/);
  });

  it("reads a preview of 50 MB in 64 MB of heap", () => {
    const file = join(folder, "preview.json");
    writeLarge(file, 50_000_000);

    const { status, stdout } = run(file, "", ["--max-old-space-size=64"]);

    expect(status).to.equal(0);
    expect(stdout).to.match(
      /^<!-- careplus preview of dev -->\n### Preview of `dev`: 1 deleted, \d+ updated\n/,
    );
    expect(stdout).to.contain("- **Bucket** `raw` is **deleted**, with its objects\n");
  });

  function write(text: string): string {
    const file = join(folder, "preview.json");
    writeFileSync(file, text);
    return file;
  }
});

function run(file: string, input = "", nodeOptions: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeOptions, "--require", "tsx/cjs", "delivery/preview-report/command.ts", file],
    { cwd: ROOT, input, encoding: "utf8", maxBuffer: 1 << 22 },
  );
  return { status, stdout, stderr };
}

/** A preview with a long environment in each step; the last one deletes a bucket. */
function writeLarge(file: string, bytes: number): void {
  const inputs = (size: number) => ({ inputs: { memorySize: size, description: "x".repeat(20_000) } });
  const text = (i: number) =>
    JSON.stringify(stepJson("update", "aws:lambda/function:Function", `f-${i}`, inputs(1), inputs(2)));
  const handle = openSync(file, "w");
  let written = writeSync(handle, '{"steps": [\n');
  for (let i = 0; written < bytes; i += 1) written += writeSync(handle, `${text(i)},\n`);
  const last = stepJson("delete", BUCKET, "raw", { inputs: {} }, undefined);
  writeSync(handle, `${JSON.stringify(last)}], "duration": 1}`);
  closeSync(handle);
}
