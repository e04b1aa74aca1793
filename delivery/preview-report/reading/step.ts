/** A resource as the program asks for it, or as it was asked for by the last deployment. */
export interface ResourceState {
  readonly type: string;
  /** Physical id; empty where there is none yet. */
  readonly id: string;
  readonly inputs: Inputs;
  readonly isProtected: boolean;
  readonly isRetainedOnDelete: boolean;
}

export type Inputs = Readonly<Record<string, unknown>>;

/** What the engine would do to one resource. */
export interface Step {
  /** The engine's own word, known to this report or not. */
  readonly op: string;
  readonly effect: Effect;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly before?: ResourceState;
  readonly after?: ResourceState;
  /** Properties that the provider says differ, e.g. `tags.owner`. */
  readonly differing: readonly string[];
  /** Properties that force the replacement. */
  readonly replacing: readonly string[];
}

export type Effect = "none" | "create" | "update" | "replace" | "delete" | "unknown";

/**
 * What each operation of the engine comes to.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step.go
 */
const EFFECTS: Readonly<Record<string, Effect>> = {
  same: "none",
  read: "none",
  refresh: "none",
  create: "create",
  import: "create",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "import-replacement": "replace",
  "read-replacement": "replace",
  "delete-replaced": "delete",
  "discard-replaced": "none",
  "remove-pending-replace": "none",
  delete: "delete",
  discard: "none",
};

export function effectOf(op: string): Effect {
  return Object.hasOwn(EFFECTS, op) ? (EFFECTS[op] ?? "unknown") : "unknown";
}

/** Steps of one replacement, which the engine may list one by one under one URN. */
export function isOfReplacement(op: string): boolean {
  return op === "delete-replaced" || effectOf(op) === "replace";
}

/** Type and name of a URN: `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */
export function partsOfUrn(urn: string): { readonly type: string; readonly name: string } | undefined {
  const [head, , types, ...name] = urn.split("::");
  if (head === undefined || !head.startsWith("urn:pulumi:") || types === undefined || name.length === 0)
    return undefined;
  return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

/** Older releases of @pulumi/aws call some parts of a bucket `…V2`, which are the same resources. */
export function nameOfToday(type: string): string {
  return type.replace(/V2(?=:|$)/g, "");
}
