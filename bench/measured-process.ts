import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
/** Node 24 itself and not a launcher in front of it, whose memory would be measured instead. */
const NODE = join(ROOT, "node_modules/node/bin/node");
const CLI = join(ROOT, "local/cli/careplus.js");
const MEMORY_POLL_MS = 50;

export interface Measured<T> {
  /** What the command printed with --json. */
  readonly answer: T;
  /** From start to end of the process. */
  readonly seconds: number;
  /** Highest resident memory of the process, as Linux kept it; NaN on other systems. */
  readonly peakRssMb: number;
}

/** Starts a careplus command as a user does; its errors are shown. */
export function startCareplus(...args: readonly string[]): ChildProcess {
  return spawn(NODE, [CLI, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
}

/** Runs a careplus command with --json to its end. */
export async function measureCareplus<T>(...args: readonly string[]): Promise<Measured<T>> {
  const startedAt = performance.now();
  const child = startCareplus(...args, "--json");
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  let peakRssMb = Number.NaN;
  const memory = setInterval(() => {
    peakRssMb = readPeakRssMb(child.pid) ?? peakRssMb;
  }, MEMORY_POLL_MS);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(memory);
  if (code !== 0) throw new Error(`careplus ${args[0]} ended with ${code}: ${printed}`);
  return { answer: JSON.parse(printed) as T, seconds, peakRssMb };
}

/** Stops a command as Ctrl-C does and waits for its end. */
export async function stopCareplus(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGINT");
  await closed;
}

/** The kernel's high-water mark: no moment between two looks is missed, only what comes after the last one. */
function readPeakRssMb(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
