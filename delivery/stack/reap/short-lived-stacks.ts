import type { StackEngine, StackSummary } from "../stack-engine";
import { counted } from "../step-log";

/** A short-lived stack that Pulumi knows. */
export interface ShortLivedStack extends StackSummary {
  /** ISO 8601, UTC; absent where nobody said so: then it is never taken down by itself. */
  readonly expiresAt?: string;
  /** What kept its configuration from being read. */
  readonly fault?: string;
}

/** All stacks named `pr-…`, by name. One whose configuration cannot be read does not hide the others. */
export async function shortLivedStacks(engine: StackEngine): Promise<ShortLivedStack[]> {
  const found: ShortLivedStack[] = [];
  for (const summary of await engine.list()) {
    if (!summary.name.startsWith("pr-")) continue;
    try {
      const expiresAt = (await engine.config(summary.name))?.["careplus:expiresAt"];
      found.push({ ...summary, ...(typeof expiresAt === "string" && { expiresAt }) });
    } catch (error) {
      found.push({ ...summary, fault: error instanceof Error ? error.message : String(error) });
    }
  }
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

export function isExpired({ expiresAt }: ShortLivedStack, now: Date): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();
}

/** One line a stack: name, resources, last update, expiry. */
export function stackLines(stacks: readonly ShortLivedStack[], now: Date): string[] {
  if (stacks.length === 0) return ["there is no short-lived stack"];
  return stacks.map((stack) => {
    const { name, resourceCount, lastUpdate, expiresAt, fault } = stack;
    const updated = lastUpdate === undefined ? "never deployed" : `updated ${lastUpdate}`;
    const expiry = expiresAt === undefined ? "never expires" : `expires ${expiresAt}`;
    const state = fault ?? (isExpired(stack, now) ? `expired ${expiresAt}` : expiry);
    return `${name}: ${counted(resourceCount, "resource")}, ${updated}, ${state}`;
  });
}
