import type { Step } from "../reading/step";
import { quote, type Sentence } from "../values/sentence";

/** What a change can hurt, the worst first. */
export const DANGERS = ["data", "permissions", "exposure", "protection", "code"] as const;
export type Danger = (typeof DANGERS)[number];

/** One thing that a reviewer must have seen. */
export interface Finding {
  readonly danger: Danger;
  readonly sentence: Sentence;
  /** Physical id of what was guarded: where that is deleted too, nothing is left to be guarded. */
  readonly guarded?: string;
}

/** Looks at one step; a rule keeps nothing between steps. */
export type Rule = (step: Step) => readonly Finding[];

/** `Bucket` `raw`: the short type and the name of a step's resource. */
export function subject({ type, name }: Pick<Step, "type" | "name">): Sentence {
  return [`**${shortType(type)}** `, quote(name)];
}

/** `aws:s3/bucket:Bucket` is a `Bucket`. Anything that is no plain word is shown as code by the caller's quote. */
function shortType(type: string): string {
  const short = type.slice(type.lastIndexOf(":") + 1);
  return /^\w{1,60}$/.test(short) ? short : "Resource";
}

/** What a guard that goes had guarded, where its inputs tell. */
export function guardedBy({ before }: Step): Pick<Finding, "guarded"> {
  const guarded = before?.inputs.bucket ?? before?.inputs.vpcId;
  return typeof guarded === "string" ? { guarded } : {};
}
