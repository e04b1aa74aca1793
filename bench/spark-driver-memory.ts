import { readdirSync, readFileSync } from "node:fs";

/**
 * Highest resident memory, so far, of the JVM that was started beneath this process: Spark's driver, which in local mode
 * does all the work. In MiB, as Linux kept it; NaN on other systems.
 */
export function peakDriverRssMb(): number {
  const jvm = processIds().find((pid) => nameOf(pid) === "java" && isBeneath(pid, process.pid));
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(jvm === undefined ? "" : statusOf(jvm))?.[1];
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1024;
}

function processIds(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function isBeneath(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(statusOf(pid))?.[1] ?? 0);
}

function nameOf(pid: number): string | undefined {
  return /^Name:\s+(.*)$/m.exec(statusOf(pid))?.[1];
}

/** proc_pid_status(5); empty for a process that has ended meanwhile. */
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}
