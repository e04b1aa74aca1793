// Measures the program's own part of a preview: fresh processes of Pulumi's runner, from start to end, the engine
// answering at once. Writes bench/results/preview.json. Asked are 4 s, on two cores.

import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { PR_STACK, type StackSetting, stackFile } from "../test/infra/program";
import { startMonitor } from "../test/infra/runner/monitor";
import { startProgram } from "../test/infra/runner/run-program";
import { watchProcess } from "./measured-process";

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const RESULTS = join(__dirname, "results/preview.json");
const ASKED_S = 4;

interface Figures {
  /** From start to end of the process. */
  readonly seconds: number;
  /** Of the processor, by all threads. */
  readonly cpuSeconds: number;
  readonly peakRssMb: number;
}

async function main(): Promise<void> {
  const settings = { dev: stackFile("dev"), prod: stackFile("prod"), pr: PR_STACK };
  const results: Record<string, number> = {};
  for (const [stack, setting] of Object.entries(settings)) {
    const runs: Figures[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measureProgram(setting));
    results[`${stack}_s`] = median(runs.map(({ seconds }) => seconds));
    results[`${stack}_cpu_s`] = median(runs.map(({ cpuSeconds }) => cpuSeconds));
    results[`${stack}_rss_mb`] = median(runs.map(({ peakRssMb }) => peakRssMb));
    console.log(`${stack}: ${results[`${stack}_s`]?.toFixed(1)} s of ${ASKED_S} s asked`);
  }
  mkdirSync(join(__dirname, "results"), { recursive: true });
  writeFileSync(
    RESULTS,
    `${JSON.stringify({ ...results, asked_s: ASKED_S, runs: RUNS, cores: cpus().length, load_average: loadavg()[0] }, null, 2)}\n`,
  );
}

async function measureProgram(setting: StackSetting): Promise<Figures> {
  const monitor = await startMonitor();
  try {
    const startedAt = performance.now();
    const child = startProgram(setting, monitor);
    const usage = watchProcess(child);
    const [code] = await once(child, "exit");
    const seconds = (performance.now() - startedAt) / 1_000;
    if (code !== 0)
      throw new Error(`the program of ${setting.stack} ended with ${code}: ${monitor.messages}`);
    return { seconds, ...usage.stop() };
  } finally {
    monitor.stop();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

void main();
