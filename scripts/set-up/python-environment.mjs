// Python packages that the tests and the benchmarks compare us with, in environments of their own.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canInstallPackages, installPackages, SetUpError } from "./apt.mjs";

/** The environment of each folder that has a requirements.txt. */
const FOLDERS = { test: ".venv", bench: ".venv-bench" };

/** Makes an environment hold exactly what `<owner>/requirements.txt` says; does nothing while that is unchanged. */
export async function ensurePythonEnvironment(root, owner) {
  const requirements = join(root, owner, "requirements.txt");
  const folder = join(root, FOLDERS[owner]);
  const python = join(folder, "bin", "python");
  // Written last: an installation that was cut off is done again.
  const stamp = join(folder, "requirements.sha256");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;

  console.log(`set-up: making ${FOLDERS[owner]} with the Python packages of ${owner}/requirements.txt`);
  await createEnvironment(folder);
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
  const failure = run(python, install);
  if (failure !== undefined) throw new SetUpError(`pip could not install ${requirements}:\n${failure}`);
  writeFileSync(stamp, wanted);
}

async function createEnvironment(folder) {
  const create = () => run("python3", ["-m", "venv", "--clear", folder]);
  let failure = create();
  if (failure !== undefined && canInstallPackages()) {
    // Debian keeps the venv module in a package of its own.
    await installPackages(["python3-venv"]);
    failure = create();
  }
  if (failure !== undefined) {
    throw new SetUpError(
      `python3 could not make an environment: install Python 3.11 or newer with its venv module\n${failure}`,
    );
  }
}

/** Runs a program to its end; what it printed when it failed, undefined when it did not. */
function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return undefined;
  return error?.message ?? `${stdout}\n${stderr}`.trim().split("\n").slice(-8).join("\n");
}
