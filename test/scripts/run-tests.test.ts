import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";

const ROOT = resolve(__dirname, "../..");

interface Run {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

describe("run-tests", () => {
  let folder: string;

  beforeEach(() => {
    // Inside the project, where the tests' own packages are found.
    folder = mkdtempSync(join(ROOT, "node_modules", ".careplus-run-tests-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("ends with the counts on a line of their own", () => {
    const { status, lines } = runTests('it("a", () => {}); it("b", () => {});');

    expect(lines.at(-1)).to.equal("2 passed, 0 failed");
    expect(status).to.equal(0);
  });

  it("fails when a test fails, and tells of skipped ones", () => {
    const { status, lines } = runTests(
      'it("a", () => {}); it("b", () => { throw new Error("no"); }); it.skip("c");',
    );

    expect(lines.at(-1)).to.equal("1 passed, 1 failed, 1 skipped");
    expect(status).to.equal(1);
  });

  it("fails when there is not one test", () => {
    const { status, lines } = runTests("");

    expect(lines.at(-1)).to.match(/^0 passed, [01] failed$/);
    expect(status).to.equal(1);
  });

  it("fails when the test process dies before its last test, and names the test", () => {
    const { status, lines, errors } = runTests('it("a", () => {}); it("b", () => process.abort());');

    expect(lines.at(-1)).to.equal("0 passed, 1 failed");
    expect(errors).to.include('mocha ended before its last test (exit SIGABRT) in "b"');
    expect(status).to.equal(1);
  });

  it("fails when a file cannot be read", () => {
    const { status, lines } = runTests("this is no JavaScript");

    expect(lines.at(-1)).to.equal("0 passed, 1 failed");
    expect(status).to.equal(1);
  });

  it("ends a process that a test keeps alive, and counts that as a failure", () => {
    const file = join(folder, "open.test.cjs");
    writeFileSync(file, 'it("a", () => { setInterval(() => {}, 1000); });');

    const { passed, faults } = runSuite(file, 500);

    expect(passed).to.equal(1);
    expect(faults).to.deep.equal([
      "mocha: a test left something open: the process still ran 0.5 s after the last test",
    ]);
  });

  it("adds pytest's counts, where a test that cannot be set up has failed", () => {
    const javascript = join(folder, "sample.test.cjs");
    writeFileSync(javascript, 'it("a", () => {});');
    const python = join(folder, "test_sample.py");
    writeFileSync(
      python,
      "import pytest\n\n@pytest.fixture\ndef broken():\n    raise OSError\n\ndef test_a():\n    pass\n\n" +
        "def test_b():\n    assert False\n\ndef test_c(broken):\n    pass\n",
    );

    const { status, lines } = runFiles(javascript, python);

    expect(lines.at(-1)).to.equal("2 passed, 2 failed");
    expect(status).to.equal(1);
  });

  it("fails when pytest cannot read a file", () => {
    const python = join(folder, "test_sample.py");
    writeFileSync(python, "this is no Python");

    const { status, lines } = runFiles(python);

    expect(lines.at(-1)).to.equal("0 passed, 1 failed");
    expect(status).to.equal(1);
  });

  /** In a process of its own, since mocha's output goes to the terminal. */
  function runSuite(file: string, endLimitMs: number): { passed: number; faults: string[] } {
    const suite = pathToFileURL(join(ROOT, "scripts/run-tests/mocha-suite.mjs"));
    const script = `import { runMocha } from "${suite}";
      console.log(JSON.stringify(await runMocha(["${file}"], ${endLimitMs})));`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    return JSON.parse(stdout.trimEnd().split("\n").at(-1)!);
  }

  function runTests(source: string): Run {
    const file = join(folder, "sample.test.cjs");
    writeFileSync(file, source);
    return runFiles(file);
  }

  function runFiles(...files: readonly string[]): Run {
    const script = join(ROOT, "scripts/run-tests.mjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...files], { encoding: "utf8" });
    return { status, lines: stdout.trimEnd().split("\n"), errors: stderr };
  }
});
