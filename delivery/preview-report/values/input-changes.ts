import type { Inputs, Step } from "../reading/step";
import { isSameContent } from "./asset";
import { isSecret, isSecretName, isUnknown, SIGNATURE } from "./secrecy";
import { quote, type Sentence } from "./sentence";

/** One place in the inputs of a resource at which the program now says something else. */
export interface InputChange {
  /** E.g. `rules[0].expiration.days`; items of lists that carry a name are named by it. */
  readonly path: string;
  /** Last name of the path. */
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

const DEEPEST = 12;

/** Every place that differs between the inputs of before and after, in the order of the inputs. */
export function inputChanges({ before, after }: Step): readonly InputChange[] {
  return before === undefined || after === undefined ? [] : differences(before.inputs, after.inputs);
}

export function differences(before: Inputs, after: Inputs): readonly InputChange[] {
  const found: InputChange[] = [];
  compare(before, after, "", "", 0, found);
  return found;
}

function compare(
  before: unknown,
  after: unknown,
  path: string,
  key: string,
  depth: number,
  found: InputChange[],
): void {
  if (Object.is(before, after)) return;
  const left = depth < DEEPEST ? children(before) : undefined;
  const right = depth < DEEPEST ? children(after) : undefined;
  if (left === undefined || right === undefined || left.isList !== right.isList) {
    // What appears or goes as a whole is told by its parts, so that a rule about one of them sees it.
    const parts = left ?? right;
    const other = left === undefined ? before : after;
    if (parts !== undefined && other === undefined && parts.items.size > 0)
      for (const [name, item] of parts.items)
        compare(
          left && item,
          right && item,
          step(path, name, parts.isList),
          parts.isList ? key : name,
          depth + 1,
          found,
        );
    else if (!isSameContent(before, after)) found.push({ path, key, before, after });
    return;
  }
  for (const name of new Set([...left.items.keys(), ...right.items.keys()]))
    compare(
      left.items.get(name),
      right.items.get(name),
      step(path, name, left.isList),
      left.isList ? key : name,
      depth + 1,
      found,
    );
}

interface Children {
  readonly isList: boolean;
  readonly items: ReadonlyMap<string, unknown>;
}

/** Parts of a list or an object; assets, archives and secrets are values of their own. */
function children(value: unknown): Children | undefined {
  if (typeof value !== "object" || value === null || SIGNATURE in value) return undefined;
  if (!Array.isArray(value)) return { isList: false, items: new Map(Object.entries(value)) };
  const names = value.map((item, i) => nameOf(item) ?? String(i));
  const isNamed = new Set(names).size === names.length;
  return {
    isList: true,
    items: new Map(value.map((item, i) => [isNamed ? (names[i] ?? "") : String(i), item])),
  };
}

/** A list of parameters or rules may be in any order; its items are known by their name. */
function nameOf(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const name = Reflect.get(item, "name") ?? Reflect.get(item, "id");
  return typeof name === "string" ? name : undefined;
}

function step(path: string, name: string, isList: boolean): string {
  if (isList) return `${path}[${name}]`;
  return path === "" ? name : `${path}.${name}`;
}

/** Longer texts are told by their length: documents, code, certificates. */
const LONGEST_SHOWN = 120;

/** `retentionInDays: 30 → 7`, with values only where they are short and no secret. */
export function tellChange({ path, key, before, after }: InputChange): Sentence {
  if (isHidden(path, key) || isSecret(before) || isSecret(after)) return [quote(path), " (value not shown)"];
  if (isStructured(before) && isStructured(after)) return [quote(path), " (other content)"];
  return [quote(path), ": ", ...tellValue(before), " → ", ...tellValue(after)];
}

/** Environments of functions hold what nobody marked as secret, but some treat as one. */
function isHidden(path: string, key: string): boolean {
  return isSecretName(key) || isSecretName(path) || /(^|\.)(environment|userData)\b/.test(path);
}

/** Files, archives, and documents as JSON text; what is in them is told by the findings, or not at all. */
function isStructured(value: unknown): boolean {
  return (
    (typeof value === "object" && value !== null) || (typeof value === "string" && /^\s*[{[]./.test(value))
  );
}

function tellValue(value: unknown): Sentence {
  if (value === undefined) return ["not set"];
  if (isUnknown(value)) return ["known after deployment"];
  if (isStructured(value)) return ["a document"];
  if (typeof value === "string" && value.length > LONGEST_SHOWN)
    return [`a text of ${value.length} characters`];
  return [quote(String(value))];
}
