import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { load } from "js-yaml";
import type { StackSetting } from "../program";
import type { RunningMonitor } from "./monitor";

const ROOT = resolve(__dirname, "../../..");
const RUNNER = resolve(ROOT, "node_modules/@pulumi/pulumi/cmd/run/index.js");

interface Project {
  readonly name: string;
  readonly main: string;
  readonly runtime: {
    readonly name: string;
    readonly options: { readonly typescript: boolean; readonly nodeargs: string };
  };
}

/** Starts the program in a process of its own, by Pulumi's runner and as Pulumi.yaml says, like the language host does. */
export function startProgram(
  { stack, config, secrets = {} }: StackSetting,
  monitor: RunningMonitor,
): ChildProcess {
  const { name, main, runtime } = load(readFileSync(resolve(ROOT, "Pulumi.yaml"), "utf8")) as Project;
  const texts = Object.entries({ ...config, ...secrets }).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const flags = [
    `--project=${name}`,
    `--stack=${stack}`,
    `--pwd=${ROOT}`,
    `--monitor=${monitor.address}`,
    `--engine=${monitor.address}`,
    "--parallel=16",
  ];
  return spawn(process.execPath, [...runtime.options.nodeargs.split(" "), RUNNER, ...flags, main], {
    cwd: ROOT,
    stdio: "ignore",
    env: {
      PATH: process.env.PATH,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(texts)),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(Object.keys(secrets)),
      PULUMI_NODEJS_TYPESCRIPT: String(runtime.options.typescript),
    },
  });
}
