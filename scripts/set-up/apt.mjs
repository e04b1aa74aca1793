// Installs Debian packages without questions, as root or with a sudo that asks for no password.

import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { findProgram } from "./programs.mjs";

/** A fault that its message explains whole; no stack is shown. */
export class SetUpError extends Error {}

/** Another apt (a fresh machine's own upgrade, say) may hold the lock for minutes. */
const LOCK_WAIT_MS = 300_000;
const LOCK_RETRY_MS = 3_000;
const LOCK_MESSAGE = /could not get lock|unable to (?:lock|acquire)|is another process using it/i;

const isRoot = () => process.getuid?.() === 0;

/** Whether this is Debian or one of its children, and we may install packages without being asked anything. */
export function canInstallPackages() {
  if (findProgram("apt-get") === undefined) return false;
  return isRoot() || spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0;
}

/** @throws SetUpError with the last lines that apt printed */
export async function installPackages(packages, lockRetryMs = LOCK_RETRY_MS) {
  console.log(`set-up: installing ${packages.join(", ")} (apt-get)`);
  await runApt(["update", "-qq"], lockRetryMs);
  await runApt(["install", "-y", "-qq", "--no-install-recommends", ...packages], lockRetryMs);
}

async function runApt(args, lockRetryMs) {
  const command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args];
  if (!isRoot()) command.unshift("sudo", "-n");
  const giveUpAt = Date.now() + LOCK_WAIT_MS;
  for (let isFirstWait = true; ; isFirstWait = false) {
    const [program, ...rest] = command;
    const { status, stdout, stderr } = spawnSync(program, rest, { encoding: "utf8", maxBuffer: 64 << 20 });
    if (status === 0) return;
    if (!LOCK_MESSAGE.test(stderr) || Date.now() > giveUpAt) {
      const lastLines = `${stdout}\n${stderr}`.trim().split("\n").slice(-8).join("\n");
      throw new SetUpError(`apt-get ${args.join(" ")} failed:\n${lastLines}`);
    }
    if (isFirstWait) console.log("set-up: waiting for another apt to end");
    await sleep(lockRetryMs);
  }
}
