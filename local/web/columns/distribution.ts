import type { CodeArray } from "../../warehouse/read-codes";
import type { CodedColumn } from "./coded-column";

/** How often each value of a number column occurs in one group, ascending by value; NULL is left out. */
export interface ValueCounts {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
  readonly total: number;
}

/** The distribution that one counter for each code tells of. */
export function countedValues(counters: Uint32Array, { order, values }: CodedColumn): ValueCounts {
  let distinct = 0;
  for (const code of order) if (counters[code] !== 0) distinct += 1;
  const found = new Float64Array(distinct);
  const counts = new Uint32Array(distinct);
  let place = 0;
  let total = 0;
  for (const code of order) {
    const count = counters[code] as number;
    if (count === 0) continue;
    found[place] = values[code] as number;
    counts[place] = count;
    total += count;
    place += 1;
  }
  return { values: found, counts, total };
}

/** The distribution of each group by sorting its values, for more groups times codes than counters are wanted. */
export function sortedValues(
  groups: CodeArray,
  groupCount: number,
  codes: CodeArray,
  { values }: CodedColumn,
): ValueCounts[] {
  const ends = new Uint32Array(groupCount + 1);
  for (let row = 0; row < codes.length; row += 1) {
    const after = (groups[row] as number) + 1;
    if (codes[row] !== 0) ends[after] = (ends[after] as number) + 1;
  }
  for (let group = 0; group < groupCount; group += 1) {
    ends[group + 1] = (ends[group + 1] as number) + (ends[group] as number);
  }
  const next = ends.slice();
  const sorted = new Float64Array(ends[groupCount] as number);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    if (code === 0) continue;
    const group = groups[row] as number;
    const place = next[group] as number;
    sorted[place] = values[code] as number;
    next[group] = place + 1;
  }
  return Array.from({ length: groupCount }, (_, group) => {
    const own = sorted.subarray(ends[group], ends[group + 1]).sort();
    return { values: own, counts: new Uint32Array(own.length).fill(1), total: own.length };
  });
}

export function meanOf({ values, counts, total }: ValueCounts): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    sum += (values[index] as number) * (counts[index] as number);
  }
  return total === 0 ? Number.NaN : sum / total;
}

/** `percentile_cont`: between the two values beside the place `share * (n - 1)`, interpolated. */
export function percentileOf(counts: ValueCounts, share: number): number {
  if (counts.total === 0) return Number.NaN;
  const place = share * (counts.total - 1);
  const below = valueAt(counts, Math.floor(place));
  const above = valueAt(counts, Math.ceil(place));
  return below + (above - below) * (place - Math.floor(place));
}

function valueAt({ values, counts }: ValueCounts, place: number): number {
  let passed = 0;
  for (let index = 0; index < values.length; index += 1) {
    passed += counts[index] as number;
    if (place < passed) return values[index] as number;
  }
  return Number.NaN;
}
