import { CareplusError } from "../../../runtime/errors";
import { isRecord, listMember, member, textMember } from "../../../runtime/json-member";
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
  for await (const { name, value, position } of jsonMembers(chunks, "steps")) {
    if (position !== undefined) onStep(parseStep(value, `step ${position + 1}`));
    else seen.set(name, value);
  }
  if (seen.has("version")) throw otherForm("it carries a `version`, which that form does not have");
  if (!seen.has("steps")) refuseOtherForms(seen);
  else if (!Array.isArray(seen.get("steps"))) throw otherForm("its `steps` are no list");
  const diagnostics = listMember(Object.fromEntries(seen), "diagnostics");
  const region = textMember(seen.get("config"), "aws:region");
  const isCorrupt = seen.get("maybeCorrupt") === true;
  return {
    errors: [
      ...diagnostics
        .filter((diagnostic) => textMember(diagnostic, "severity") === "error")
        .map((diagnostic) => textMember(diagnostic, "message")?.trim() ?? ""),
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
  const op = textMember(value, "op");
  const urn = textMember(value, "urn");
  if (op === undefined || op === "") throw otherForm(`${where} has no \`op\``);
  if (urn === undefined) throw otherForm(`${where} has no \`urn\``);
  const parts = partsOfUrn(urn);
  if (parts === undefined) throw otherForm(`the \`urn\` of ${where} is no name of a resource`);
  const before = state(member(value, "oldState"), parts.type);
  const after = state(member(value, "newState"), parts.type);
  const detailed = member(value, "detailedDiff");
  const differing = new Set([
    ...textsMember(value, "diffReasons"),
    ...(isRecord(detailed) ? Object.keys(detailed) : []),
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
    replacing: textsMember(value, "replaceReasons"),
  };
}

function state(value: unknown, typeOfUrn: string): ResourceState | undefined {
  if (!isRecord(value)) return undefined;
  const inputs = member(value, "inputs");
  return {
    type: textMember(value, "type") ?? typeOfUrn,
    id: textMember(value, "id") ?? "",
    inputs: isRecord(inputs) ? inputs : {},
    isProtected: member(value, "protect") === true,
    isRetainedOnDelete: member(value, "retainOnDelete") === true,
  };
}

function countsOf(summary: unknown): ReadonlyMap<string, number> {
  if (!isRecord(summary)) return new Map();
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

function textsMember(value: unknown, name: string): readonly string[] {
  return listMember(value, name).filter((item) => typeof item === "string");
}
