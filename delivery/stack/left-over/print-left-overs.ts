import type { LeftOver } from "./left-over";

/** One line for each, the dearest first, with the command that removes it; then what all of them cost. */
export function leftOverLines(found: readonly LeftOver[]): string[] {
  const dearestFirst = [...found].sort(
    (one, other) => other.usdPerDay - one.usdPerDay || one.name.localeCompare(other.name),
  );
  const total = found.reduce((sum, { usdPerDay }) => sum + usdPerDay, 0);
  const lines = dearestFirst.flatMap(({ kind, name, usdPerDay, note, removal }) => [
    `left    ${kind} ${name}: ${usd(usdPerDay)} a day${note === undefined ? "" : ` (${note})`}`,
    `        aws ${removal}`,
  ]);
  return [...lines, `left    ${found.length} in all: ${usd(total)} a day`];
}

function usd(amount: number): string {
  return `${amount.toFixed(4)} USD`;
}
