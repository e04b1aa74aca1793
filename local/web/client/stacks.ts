import { type CategoryVisual, toPercentages } from "../../../warehouse/dashboards";
import type { VisualRow } from "../page-answer";

/** One bar of a 100 % stacked chart. */
export interface Stack {
  readonly key: string;
  /** In the order of the series. */
  readonly counts: readonly number[];
  /** Shares of the counts, which sum to exactly 100. */
  readonly percentages: readonly number[];
}

/**
 * Rows of (key, series) as one stack per key. Series that the definition lists are always there, in its order,
 * so that a filter never changes what a colour stands for.
 */
export function stackRows(
  visual: CategoryVisual,
  rows: readonly VisualRow[],
): { series: string[]; stacks: Stack[] } {
  const series = [...new Set([...(visual.series?.order ?? []), ...rows.map((row) => row.series ?? "")])];
  const countsByKey = new Map<string, number[]>();
  for (const { key, series: name, values } of rows) {
    const counts = countsByKey.get(key) ?? series.map(() => 0);
    counts[series.indexOf(name ?? "")] = values[0] ?? 0;
    countsByKey.set(key, counts);
  }
  const stacks = [...countsByKey].map(([key, counts]) => ({
    key,
    counts,
    percentages: toPercentages(counts),
  }));
  return { series, stacks };
}
