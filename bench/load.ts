// Measures the loads on the emulator and on its doubles, and writes bench/results/load.json.
// The asked figures are those of issue 7, for two cores. `--without-lane` leaves out the emulator lane of the tests.

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { measureDrain } from "./drained-load";
import { measureEmulatedLoads } from "./emulated-load";
import { type Asked, printFigures, say } from "./figures";

const ROOT = join(__dirname, "..");
const RESULTS = join(__dirname, "results/load.json");

const ASKED: Readonly<Record<string, Asked>> = {
  put_to_row_ms: ["at most", 3_000],
  load_2000_objects_s: ["at most", 90],
  through_2000_objects_s: ["at most", 90],
  loader_rss_mb: ["at most", 128],
  emulator_lane_s: ["at most", 240],
};

async function main(): Promise<void> {
  say("2,000 log objects, loaded by a drain");
  const figures: Record<string, number> = { ...(await measureDrain(2_000)) };
  say("log objects put into the deployed program on the emulator");
  Object.assign(figures, await measureEmulatedLoads(2_000));
  if (!process.argv.includes("--without-lane")) {
    say("the emulator lane of the tests");
    figures.emulator_lane_s = await timeLane();
  }
  mkdirSync(join(__dirname, "results"), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ ...figures, cores: cpus().length }, null, 2)}\n`);
  printFigures(figures, ASKED);
}

/** From the command to its end, set-up included. */
async function timeLane(): Promise<number> {
  const startedAt = performance.now();
  const child = spawn("npm", ["run", "test:emulator"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`the emulator lane ended with ${code}`);
  return (performance.now() - startedAt) / 1_000;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
