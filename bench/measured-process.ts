import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
/** Node 24 itself and not a launcher in front of it, whose memory would be measured instead. */
const NODE = join(ROOT, "node_modules/node/bin/node");
const CLI = join(ROOT, "local/cli/careplus.js");
const POLL_MS = 20;
/** The kernel counts in hundredths of a second: sysconf(_SC_CLK_TCK). */
const TICKS_PER_SECOND = 100;

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
  const usage = watchProcess(child);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - startedAt) / 1000;
  const { peakRssMb } = usage.stop();
  if (code !== 0) throw new Error(`careplus ${args[0]} ended with ${code}: ${printed}`);
  return { answer: JSON.parse(printed) as T, seconds, peakRssMb };
}

export interface ProcessUsage {
  /** Highest resident memory, as Linux kept it; NaN on other systems. */
  readonly peakRssMb: number;
  /** Time of the processor, by all threads, to hundredths; NaN on other systems. */
  readonly cpuSeconds: number;
}

/** Looks again and again at what a process uses, until it is stopped: nothing can be asked of a process that has ended. */
export function watchProcess({ pid }: ChildProcess): { stop(): ProcessUsage } {
  let usage: ProcessUsage = { peakRssMb: Number.NaN, cpuSeconds: Number.NaN };
  const timer = setInterval(() => {
    usage = {
      peakRssMb: readPeakRssMb(pid) ?? usage.peakRssMb,
      cpuSeconds: readCpuSeconds(pid) ?? usage.cpuSeconds,
    };
  }, POLL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return usage;
    },
  };
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

/** User and system time; the fields after the command's name, which may hold spaces: proc_pid_stat(5). */
function readCpuSeconds(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}
