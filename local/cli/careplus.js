#!/usr/bin/env node
// Starts the TypeScript command line on Node 24, the version the platform is written for. When another Node runs
// this file, it hands over to the one that the npm package `node` installed.
const { spawn } = require("node:child_process");
const { join } = require("node:path");

const WANTED_MAJOR = 24;

if (Number(process.versions.node.split(".")[0]) >= WANTED_MAJOR) {
  require("tsx/cjs");
  require("./main.ts");
} else {
  const node = join(require.resolve("node/package.json"), "..", "bin", "node");
  const child = spawn(node, [__filename, ...process.argv.slice(2)], { stdio: "inherit" });
  child.once("error", () => {
    process.stderr.write("careplus: Node 24 is missing: run `npm ci` in the project's folder\n");
    process.exitCode = 1;
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}
