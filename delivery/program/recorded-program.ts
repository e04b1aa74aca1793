import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";
import { SIGNATURE } from "../preview-report/values/secrecy";
import { answersOf, callAnswer, outputsOf } from "./mock-outputs";
import { forgetProgram, hearRejections, ROOT, setConfiguration } from "./program-run";
import { NO_REQUEST, type Request, watchRequests } from "./request";

/** A resource as the engine would be asked for it. */
export interface Declared extends Request {
  readonly type: string;
  readonly name: string;
  /** Plain values: secrets opened, references as `Type(name).output`. Archives as they came. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly isSecret: (input: string) => boolean;
}

export interface ProgramRun {
  readonly resources: readonly Declared[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Time of the program itself, without loading packages when they are loaded. */
  readonly milliseconds: number;
}

export interface StackSetting {
  readonly stack: string;
  /** The platform's program, where none is named. */
  readonly program?: Program;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A program of this repository: its project's name and its file. */
export interface Program {
  readonly project: string;
  readonly file: string;
}

const PLATFORM: Program = { project: "careplus", file: "index.ts" };

/** Configuration of `Pulumi.<stack>.yaml`, with changes. Encrypted values are not opened: a word stands for each. */
export function stackFile(stack: string, changes: Readonly<Record<string, unknown>> = {}): StackSetting {
  const file = load(readFileSync(resolve(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  const entries = Object.entries({ ...file.config, ...changes });
  const secrets = entries.filter(([, value]) => isEncrypted(value)).map(([key]) => [key, "encrypted"]);
  return {
    stack,
    config: Object.fromEntries(entries.filter(([, value]) => !isEncrypted(value))),
    ...(secrets.length > 0 && { secrets: Object.fromEntries(secrets) as Record<string, string> }),
  };
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}

/** A short-lived stack: nothing but its region is said. */
export const PR_STACK: StackSetting = { stack: "pr-7", config: { "aws:region": "eu-central-1" } };

/**
 * Runs the whole program under Pulumi's mocks and gives what it declares.
 *
 * @throws what the program throws, or the first resource that could not be made
 */
export async function runProgram({
  stack,
  program = PLATFORM,
  config,
  secrets = {},
}: StackSetting): Promise<ProgramRun> {
  const requests = new Map<string, Request>();
  const declared: Declared[] = [];
  const failures: unknown[] = [];
  const newResource = ({
    type,
    name,
    inputs,
  }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult => {
    const plain = open(inputs) as Record<string, unknown>;
    declared.push({
      type,
      name,
      inputs: plain,
      ...(requests.get(`${type} ${name}`) ?? NO_REQUEST),
      isSecret: (input) => isSecret(inputs[input]),
    });
    return { id: answersOf(type, name).id, state: { ...inputs, ...outputsOf(type, name, plain) } };
  };
  const restoreMonitor = watchRequests(requests);
  const restoreRejections = hearRejections((reason) => failures.push(reason));
  try {
    await pulumi.runtime.setMocks({ newResource, call: callAnswer }, program.project, stack, false);
    setConfiguration(config, secrets);
    forgetProgram();
    const start = performance.now();
    const work = pulumi.runtime.runInPulumiStack(async () => require(resolve(ROOT, program.file)));
    const outputs = await work.catch((error: unknown) => void failures.unshift(error));
    await pulumi.runtime.disconnect();
    const milliseconds = performance.now() - start;
    // Rejections that nobody held are reported a turn later.
    await sleep(10);
    if (failures.length > 0) throw failures[0];
    return { resources: declared, outputs: outputs as Record<string, unknown>, milliseconds };
  } finally {
    restoreRejections();
    restoreMonitor();
  }
}

const runs = new Map<string, Promise<ProgramRun>>();

/** The same, once for each setting: programs under mocks share one monitor, so they run one after the other. */
export function programOf(setting: StackSetting): Promise<ProgramRun> {
  const key = JSON.stringify(setting);
  const known = runs.get(key);
  if (known !== undefined) return known;
  const run = Promise.allSettled(runs.values()).then(() => runProgram(setting));
  runs.set(key, run);
  return run;
}

function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && SIGNATURE in value;
}

function open(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(open);
  if (typeof value !== "object" || value === null || isAsset(value)) return value;
  if (isSecret(value)) return open(Reflect.get(value, "value"));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, open(item)]));
}

/** Pulumi's own tests for this narrow the type to nothing where they say no. */
function isAsset(value: object): boolean {
  return pulumi.asset.Asset.isInstance(value) || pulumi.asset.Archive.isInstance(value);
}
