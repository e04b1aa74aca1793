import { setTimeout as sleep } from "node:timers/promises";
import { findLeftOvers } from "../left-over/find-left-overs";
import type { LeftOver, Scope } from "../left-over/left-over";

export interface ProofLimits {
  /** How long AWS may take until its listings have forgotten what was deleted. */
  readonly forgetMs: number;
  readonly pollMs: number;
}

/** What is left of the stack, asked for again while there is something: AWS's listings lag behind its deletions. */
export async function proveGone(scope: Scope, { forgetMs, pollMs }: ProofLimits): Promise<LeftOver[]> {
  for (const end = performance.now() + forgetMs; ; await sleep(pollMs)) {
    const found = await findLeftOvers(scope);
    if (found.length === 0 || performance.now() >= end) return found;
  }
}
