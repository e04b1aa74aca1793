import * as pulumi from "@pulumi/pulumi";
import { type InputType, inputsOfType, type Member } from "./aws-types";

/** An input that the types of @pulumi/aws do not allow. */
export interface InputFault {
  /** The input at the top, which the engine points to; empty where the resource itself is unknown. */
  readonly input: string;
  /** One sentence. */
  readonly reason: string;
}

/** What is wrong with the inputs of a resource by its type in @pulumi/aws: names, nested ones too, kinds and choices. */
export function inputFaults(type: string, inputs: Readonly<Record<string, unknown>>): readonly InputFault[] {
  const members = inputsOfType(type);
  if (members === undefined) return [{ input: "", reason: `${type} is no resource of @pulumi/aws.` }];
  return memberFaults(inputs, members, "").map(({ path, reason }) => ({
    input: /^\w+/.exec(path)?.[0] ?? "",
    reason: `${type} ${reason}`,
  }));
}

interface PathFault {
  readonly path: string;
  readonly reason: string;
}

function memberFaults(
  values: Readonly<Record<string, unknown>>,
  members: ReadonlyMap<string, Member>,
  prefix: string,
): readonly PathFault[] {
  const given = Object.entries(values).filter(([name, value]) => name !== OF_THE_ENGINE && isThere(value));
  const wrong = given.flatMap(([name, value]) => {
    const path = prefix + name;
    const member = members.get(name);
    if (member === undefined) return [{ path, reason: `has no input ${path}.` }];
    return valueFaults(value, member.type, path);
  });
  const missing = [...members]
    .filter(([name, { isRequired }]) => isRequired && !isThere(values[name]))
    .map(([name]) => ({ path: prefix + name, reason: `needs ${prefix}${name}.` }));
  return [...wrong, ...missing];
}

function valueFaults(given: unknown, type: InputType, path: string): readonly PathFault[] {
  const value = open(given);
  if (value === UNKNOWN || type.kind === "anything") return [];
  const wrong = (allowed: string): readonly PathFault[] => [
    { path, reason: `has ${JSON.stringify(value)} as ${path}: it must be ${allowed}.` },
  ];
  switch (type.kind) {
    case "choice":
      return type.values.includes(value) ? [] : wrong(`one of ${type.values.join(", ")}`);
    case "list":
      if (!Array.isArray(value)) return wrong("a list");
      return value.flatMap((item, index) => valueFaults(item, type.items, `${path}[${index}]`));
    case "map":
      if (!isObject(value)) return wrong("a map");
      return Object.entries(value)
        .filter(([name]) => name !== OF_THE_ENGINE)
        .flatMap(([name, item]) => valueFaults(item, type.values, `${path}.${name}`));
    case "object":
      return isObject(value) ? memberFaults(value, type.members(), `${path}.`) : wrong("an object");
    case "asset":
      return isAsset(value) ? [] : wrong("an asset or an archive");
    case "either": {
      const faults = type.types.map((choice) => valueFaults(value, choice, path));
      return faults.some((found) => found.length === 0) ? [] : (faults[0] ?? []);
    }
    default:
      return typeof value === type.kind ? [] : wrong(`a ${type.kind}`);
  }
}

/** What the engine adds at every level. */
const OF_THE_ENGINE = "__defaults";
/** What stands for a value that is not known before a deployment: sdk/nodejs/runtime/rpc.ts of pulumi/pulumi. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** Marks values of a special kind, by what kind they are: the same file. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSETS = ["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"];

function open(value: unknown): unknown {
  return isObject(value) && value[SIGNATURE] === SECRET ? open(value.value) : value;
}

function isAsset(value: unknown): boolean {
  return (
    pulumi.asset.Asset.isInstance(value) ||
    pulumi.asset.Archive.isInstance(value) ||
    (isObject(value) && ASSETS.includes(String(value[SIGNATURE])))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
