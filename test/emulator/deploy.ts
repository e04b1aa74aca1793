import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { forgetProgram, hearRejections, ROOT, setConfiguration } from "../../delivery/program/program-run";
import type { StackSetting } from "../infra/program";
import type { Clients } from "./clients";
import { creatorsOf } from "./creators";
import type { Created } from "./creators/creator";
import { dataSourcesOf } from "./data-sources";
import { plainInputs } from "./plain-inputs";

const LIMIT_MS = 60_000;

/** What nothing on the emulator depends on. */
const NOT_CARRIED = new Set(["tags", "forceDestroy", "recoveryWindowInDays"]);

export interface Deployment {
  /** The stack's outputs. */
  readonly outputs: unknown;
  /** `type name` of each resource that was made. */
  readonly resources: readonly string[];
  /** Takes everything away, the last first. */
  readonly destroy: () => Promise<void>;
}

/**
 * Deploys a program, the real one where no other is given, onto the emulator without Pulumi's engine: each registration
 * creates its resource there and is answered with the true outputs, so Pulumi's own graph gives the order.
 *
 * @throws AggregateError an unknown type, an input that no creator looked at, an invoke without an answer, an error of
 *   the emulator or of the program, each with type and logical name
 */
export async function deploy(
  clients: Clients,
  { stack, config, secrets = {} }: StackSetting,
  program: () => unknown = () => require(resolve(ROOT, "index.ts")),
): Promise<Deployment> {
  const creators = creatorsOf(clients);
  const dataSources = dataSourcesOf(clients);
  const made: { readonly subject: string; readonly created: Created }[] = [];
  const failures: Error[] = [];
  const newResource = async (args: pulumi.runtime.MockResourceArgs) => {
    const subject = `${args.type} ${args.name}`;
    try {
      if (!args.custom) {
        const isOurs = args.type === "pulumi:pulumi:Stack" || args.type.startsWith("careplus:");
        if (!isOurs) throw new Error("a component of another package, whose children are not known here");
        return { id: undefined, state: args.inputs as Record<string, unknown> };
      }
      const create = creators[args.type];
      if (create === undefined) throw new Error("no creator for this type");
      if (args.id) throw new Error("a resource that is there already is not read");
      const created = await carryAll(await plainInputs(args.inputs), create);
      made.push({ subject, created });
      return { id: created.id, state: { ...args.inputs, ...created.outputs } };
    } catch (cause) {
      failures.push(named(subject, cause));
      throw cause;
    }
  };
  const call = async ({ token, inputs }: pulumi.runtime.MockCallArgs) => {
    try {
      const answer = dataSources[token];
      if (answer === undefined) throw new Error("no answer for this invoke");
      return await answer(inputs as Record<string, unknown>);
    } catch (cause) {
      failures.push(named(token, cause));
      throw cause;
    }
  };
  const restore = hearRejections((reason) => {
    if (failures.length === 0) failures.push(reason as Error);
  });
  try {
    await pulumi.runtime.setMocks({ newResource, call }, "careplus", stack, false);
    setConfiguration(config, secrets);
    forgetProgram();
    const run = pulumi.runtime
      .runInPulumiStack(async () => program())
      .catch((error: unknown) => void (failures.length === 0 && failures.push(error as Error)));
    // Rejections that nobody held are reported a turn later.
    const ended = Promise.all([run, pulumi.runtime.disconnect()]).then(() => sleep(10));
    const late = sleep(LIMIT_MS, undefined, { ref: false }).then(() =>
      failures.push(new Error(`registrations still open after ${LIMIT_MS} ms`)),
    );
    await Promise.race([ended, late]);
    if (failures.length > 0)
      throw new AggregateError(failures, failures.map(({ message }) => message).join("\n"));
    return {
      outputs: (await run) as unknown,
      resources: made.map(({ subject }) => subject),
      destroy: async () => {
        for (const { created } of made.toReversed()) await created.remove?.();
      },
    };
  } finally {
    restore();
  }
}

function named(subject: string, cause: unknown): Error {
  return new Error(`${subject}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}

/** An input that the creator never looked at would be lost without a word. Only the first level is watched. */
async function carryAll(
  inputs: Record<string, unknown>,
  create: (inputs: Record<string, unknown>) => Promise<Created>,
): Promise<Created> {
  const unread = new Set(Object.keys(inputs).filter((name) => !NOT_CARRIED.has(name)));
  const watched = new Proxy(inputs, {
    get: (all, name) => {
      unread.delete(String(name));
      return Reflect.get(all, name) as unknown;
    },
  });
  const created = await create(watched);
  if (unread.size > 0) throw new Error(`inputs not carried to the emulator: ${[...unread].join(", ")}`);
  return created;
}
