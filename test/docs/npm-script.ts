import { type ChildProcess, spawn } from "node:child_process";
import { type Ended, ended } from "../fixtures/careplus";
import { ROOT } from "./document";

const LIMIT_MS = 100_000;

/**
 * Runs `npm run <script> -- <args>` to its end; with `until`, as long as it has not said that, and then interrupts it as
 * Ctrl-C does: the whole group of processes.
 */
export async function runScript(script: string, args: readonly string[], until?: RegExp): Promise<Ended> {
  const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const late = setTimeout(() => signal(child, "SIGKILL"), LIMIT_MS);
  let said = "";
  let isInterrupted = false;
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (until === undefined || isInterrupted || !until.test(said)) return;
    isInterrupted = true;
    signal(child, "SIGINT");
  });
  return ended(child).finally(() => clearTimeout(late));
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name);
}
