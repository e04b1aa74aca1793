// Runs test/engine: the program on the real Pulumi engine, with a state in a folder and a provider double. Not part of
// `npm test`: the Pulumi CLI is in no package registry.
import { spawnSync } from "node:child_process";

const version = spawnSync("pulumi", ["version"], { encoding: "utf8" });
if (version.error) {
  console.error(
    "test:engine needs the Pulumi CLI: install it with `curl -fsSL https://get.pulumi.com | sh`, or see https://www.pulumi.com/docs/install/.",
  );
  process.exit(1);
}
console.log(`Pulumi ${version.stdout.trim()}`);
const mocha = spawnSync(
  "mocha",
  ["--no-config", "--require", "tsx/cjs", "--timeout", "600000", "test/engine/*.engine.ts"],
  {
    stdio: "inherit",
    shell: process.platform === "win32",
  },
);
process.exit(mocha.status ?? 1);
