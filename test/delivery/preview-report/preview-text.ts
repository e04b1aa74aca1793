import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CollectedChanges } from "../../../delivery/preview-report/collected-changes";
import { readPreview } from "../../../delivery/preview-report/reading/preview";
import {
  effectOf,
  partsOfUrn,
  type ResourceState,
  type Step,
} from "../../../delivery/preview-report/reading/step";
import { report } from "../../../delivery/preview-report/report";

/** A resource before or after, in the engine's own form. */
export interface StateJson {
  readonly inputs: Record<string, unknown>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly id?: string;
}

/** A step in the engine's own form. */
export interface StepJson {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: object;
  readonly newState?: object;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
  readonly detailedDiff?: object | null;
}

export const BUCKET = "aws:s3/bucket:Bucket";

function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::careplus::careplus:lake:Lake$${type}::${name}`;
}

/** A step as `pulumi preview --json` writes it. */
export function stepJson(
  op: string,
  type: string,
  name: string,
  before: StateJson | undefined,
  after: StateJson | undefined,
  more: Partial<StepJson> = {},
): StepJson {
  const urn = urnOf(type, name);
  const state = (given: StateJson): object => ({ urn, custom: true, type, ...given });
  return {
    op,
    urn,
    ...(before && { oldState: state(before) }),
    ...(after && { newState: state(after) }),
    detailedDiff: null,
    ...more,
  };
}

/** A step as the rules are given it. */
export function step(
  op: string,
  type: string,
  before: Record<string, unknown> | StateJson | undefined,
  after: Record<string, unknown> | StateJson | undefined,
): Step {
  const state = (given: Record<string, unknown> | StateJson): ResourceState => {
    const { inputs, protect, retainOnDelete, id } = (
      "inputs" in given ? given : { inputs: given }
    ) as StateJson;
    return {
      type,
      id: id ?? "",
      inputs,
      isProtected: protect === true,
      isRetainedOnDelete: retainOnDelete === true,
    };
  };
  const urn = urnOf(type, "it");
  return {
    op,
    effect: effectOf(op),
    urn,
    type: partsOfUrn(urn)?.type ?? "",
    name: "it",
    ...(before && { before: state(before) }),
    ...(after && { after: state(after) }),
    differing: [],
    replacing: [],
  };
}

export function update(type: string, before: Record<string, unknown>, after: Record<string, unknown>): Step {
  return step("update", type, before, after);
}

/** A whole preview of those steps, with the counts that belong to them. */
export function previewJson(steps: readonly object[], more: object = {}): string {
  const changeSummary: Record<string, number> = {};
  for (const { op } of steps as readonly { op: string }[]) changeSummary[op] = (changeSummary[op] ?? 0) + 1;
  return JSON.stringify(
    { config: { "aws:region": "eu-central-1" }, steps, duration: 7, changeSummary, ...more },
    null,
    4,
  );
}

export function fixture(name: string): string {
  return readFileSync(join(__dirname, "fixtures", `${name}.json`), "utf8");
}

/** The report on a preview's text. */
export async function reportOn(text: string, chunkBytes = 65_536): Promise<string> {
  const changes = new CollectedChanges();
  const end = await readPreview(chunksOf(text, chunkBytes), (one) => changes.add(one));
  changes.end();
  return report(changes, end);
}

export async function* chunksOf(text: string, chunkBytes = 65_536): AsyncGenerator<Buffer> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += chunkBytes) yield all.subarray(at, at + chunkBytes);
}

/** The sentences of findings as plain text, with values in «quotes». */
export function plain(
  findings: readonly { readonly sentence: readonly (string | { quoted: string })[] }[],
): string[] {
  return findings.map(({ sentence }) =>
    sentence.map((part) => (typeof part === "string" ? part : `«${part.quoted}»`)).join(""),
  );
}
