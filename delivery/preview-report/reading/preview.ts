import { CareplusError } from "../../../runtime/errors";
import { jsonMembers } from "./json-members";
import { effectOf, partsOfUrn, type ResourceState, type Step } from "./step";

/** What a preview says beside its steps. */
export interface PreviewEnd {
  /** Error messages of the preview, in order: it failed when there is one. */
  readonly errors: readonly string[];
  /** How many resources each operation comes to; empty where the preview ended before it could count. */
  readonly counts: ReadonlyMap<string, number>;
  /** Where the stack is, as its configuration says. */
  readonly region?: string;
}

/** The members that the engine writes: https://github.com/pulumi/pulumi/blob/master/pkg/display/json.go */
const MEMBERS = ["config", "steps", "diagnostics", "duration", "changeSummary", "maybeCorrupt"];

/**
 * Reads what `pulumi preview --json` of engine 3 prints, and hands over one step at a time, so that a preview of any
 * size is read in little memory.
 *
 * @param onStep takes a step and keeps of it what it needs
 * @throws CareplusError `preview_json` for a text that is no such preview
 */
export async function readPreview(
  chunks: AsyncIterable<Buffer>,
  onStep: (step: Step) => void,
): Promise<PreviewEnd> {
  const seen = new Map<string, unknown>();
  for await (const member of jsonMembers(chunks, "steps")) {
    if (member.position !== undefined) onStep(parseStep(member.value, `step ${member.position + 1}`));
    else seen.set(member.name, member.value);
  }
  if (seen.has("version")) throw otherForm("it carries a `version`, which that form does not have");
  if (!seen.has("steps")) refuseOtherForms(seen);
  else if (!Array.isArray(seen.get("steps"))) throw otherForm("its `steps` are no list");
  const diagnostics = list(seen.get("diagnostics"));
  const region = text(seen.get("config"), "aws:region");
  const isCorrupt = seen.get("maybeCorrupt") === true;
  return {
    errors: [
      ...diagnostics
        .filter((diagnostic) => text(diagnostic, "severity") === "error")
        .map((diagnostic) => text(diagnostic, "message")?.trim() ?? ""),
      ...(isCorrupt ? ["The engine says that the stack's state may be corrupt."] : []),
    ].filter((message) => message !== ""),
    counts: countsOf(seen.get("changeSummary")),
    ...(region !== undefined && { region }),
  };
}

/** A preview without steps is one that failed before the first, or one of a stack without resources. */
function refuseOtherForms(seen: ReadonlyMap<string, unknown>): void {
  const names = [...seen.keys()];
  const isForeign = names.some((name) => !MEMBERS.includes(name));
  if (!isForeign && names.some((name) => name !== "config")) return;
  const found = names.slice(0, 5).join(", ").slice(0, 100);
  throw otherForm(`instead of ${MEMBERS.join(", ")} it has ${found === "" ? "nothing" : found}`);
}

function parseStep(value: unknown, where: string): Step {
  const op = text(value, "op");
  const urn = text(value, "urn");
  if (op === undefined || op === "") throw otherForm(`${where} has no \`op\``);
  if (urn === undefined) throw otherForm(`${where} has no \`urn\``);
  const parts = partsOfUrn(urn);
  if (parts === undefined) throw otherForm(`the \`urn\` of ${where} is no name of a resource`);
  const before = state(member(value, "oldState"), parts.type);
  const after = state(member(value, "newState"), parts.type);
  const detailed = member(value, "detailedDiff");
  const differing = new Set([
    ...texts(member(value, "diffReasons")),
    ...(isObject(detailed) ? Object.keys(detailed) : []),
  ]);
  return {
    op,
    effect: effectOf(op),
    urn,
    type: parts.type,
    name: parts.name,
    ...(before && { before }),
    ...(after && { after }),
    differing: [...differing],
    replacing: texts(member(value, "replaceReasons")),
  };
}

function state(value: unknown, typeOfUrn: string): ResourceState | undefined {
  if (!isObject(value)) return undefined;
  const inputs = member(value, "inputs");
  return {
    type: text(value, "type") ?? typeOfUrn,
    id: text(value, "id") ?? "",
    inputs: isObject(inputs) ? inputs : {},
    isProtected: member(value, "protect") === true,
    isRetainedOnDelete: member(value, "retainOnDelete") === true,
  };
}

function countsOf(summary: unknown): ReadonlyMap<string, number> {
  if (!isObject(summary)) return new Map();
  return new Map(
    Object.entries(summary).filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
  );
}

function otherForm(what: string): CareplusError {
  return new CareplusError(
    "preview_json",
    `the file is no preview of the form that Pulumi 3 prints: ${what}. Was it written by another version?`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === "string" ? found : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((item) => typeof item === "string");
}
