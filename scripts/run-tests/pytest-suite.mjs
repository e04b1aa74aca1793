import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PYTHON = join(ROOT, ".venv", "bin", "python");

/**
 * Runs pytest (configured by pyproject.toml) and shows its output.
 *
 * @param files test files; all of them when empty
 */
export async function runPytest(files) {
  const folder = mkdtempSync(join(tmpdir(), "careplus-pytest-"));
  const report = join(folder, "report.xml");
  try {
    const fault = await run(["-m", "pytest", `--junitxml=${report}`, ...files]);
    const counts = readCounts(report);
    if (counts === undefined) {
      return { passed: 0, failed: 0, skipped: 0, faults: [`pytest ended before its last test (${fault})`] };
    }
    const isExplained = fault === undefined || counts.failed > 0;
    return { ...counts, faults: isExplained ? [] : [`pytest: ${fault}`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves to what went wrong, or undefined. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(PYTHON, args, { cwd: ROOT, stdio: "inherit" });
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code === 0 ? undefined : `exit ${signal ?? code}`));
  });
}

/** The counts of a JUnit report; a test that fails while it is set up or torn down counts as an error there. */
function readCounts(report) {
  if (!existsSync(report)) return undefined;
  const suite = /<testsuite [^>]*>/.exec(readFileSync(report, "utf8"))?.[0] ?? "";
  const count = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1]);
  const [tests, skipped] = [count("tests"), count("skipped")];
  const failed = count("failures") + count("errors");
  return { passed: tests - failed - skipped, failed, skipped };
}
