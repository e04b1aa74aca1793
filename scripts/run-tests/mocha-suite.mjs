import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const REPORTER = fileURLToPath(new URL("counting-reporter.cjs", import.meta.url));
/** A process that still runs this long after its last test has left something open: a fault of a test. */
const END_LIMIT_MS = 30_000;
const POLL_MS = 250;

/**
 * Runs mocha (configured by .mocharc.json) on the project's Node 24 and shows its output.
 *
 * @param files test files; all of them when empty
 */
export async function runMocha(files, endLimitMs = END_LIMIT_MS) {
  const folder = mkdtempSync(join(tmpdir(), "careplus-tests-"));
  const countsFile = join(folder, "counts.json");
  const currentFile = join(folder, "current.txt");
  try {
    const fault = await waitForEnd(
      startMocha(files, folder, { countsFile, currentFile }),
      countsFile,
      endLimitMs,
    );
    const counts = readCounts(countsFile);
    if (counts === undefined) {
      const where = existsSync(currentFile) ? ` in "${readFileSync(currentFile, "utf8")}"` : "";
      const faults = [`mocha ended before its last test (${fault})${where}`];
      return { passed: 0, failed: 0, skipped: 0, faults };
    }
    const isExplained = fault === undefined || (counts.failed > 0 && fault.startsWith("exit"));
    return { ...counts, faults: isExplained ? [] : [`mocha: ${fault}`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function startMocha(files, folder, reporterFiles) {
  const node = join(ROOT, "node_modules", "node", "bin", "node");
  const mocha = join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
  // Mocha adds files that it is given to those of its configuration, so the configuration is what changes.
  const config = JSON.parse(readFileSync(join(ROOT, ".mocharc.json"), "utf8"));
  const configFile = join(folder, "mocharc.json");
  const spec = files.length > 0 ? files : config.spec;
  const options = Object.entries(reporterFiles).map(([name, file]) => `${name}=${file}`);
  const reporting = { reporter: REPORTER, "reporter-option": options };
  writeFileSync(configFile, JSON.stringify({ ...config, spec, ...reporting }));
  return spawn(node, [mocha, "--config", configFile], { cwd: ROOT, stdio: "inherit" });
}

/** Resolves to what went wrong, or undefined. A process that does not end after its last test is ended. */
async function waitForEnd(child, countsFile, endLimitMs) {
  const exit = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code === 0 ? undefined : `exit ${signal ?? code}`));
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const stuck = (async () => {
    while (isRunning() && !existsSync(countsFile)) await sleep(POLL_MS);
    const deadline = Date.now() + endLimitMs;
    while (isRunning() && Date.now() < deadline) await sleep(POLL_MS);
    if (!isRunning()) return exit;
    child.kill("SIGKILL");
    return `a test left something open: the process still ran ${endLimitMs / 1000} s after the last test`;
  })();
  return Promise.race([exit, stuck]);
}

function readCounts(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
