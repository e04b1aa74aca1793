import type { Grouped } from "./aggregate";
import type { CodedColumn } from "./column-table";

/** How often each value occurs in one group, ascending by value; NULL is left out. */
export interface ValueCounts {
  readonly values: readonly number[];
  readonly counts: readonly number[];
  readonly total: number;
}

/** The distribution of each group, counted: one counter for each group and value. */
export function countCells({ rows, groups, groupCount }: Grouped, column: CodedColumn): ValueCounts[] {
  const { codes, size } = column;
  const counters = new Uint32Array(groupCount * size);
  for (let index = 0; index < rows.length; index += 1) {
    const place = (groups[index] as number) * size + (codes[rows[index] as number] as number);
    counters[place] = (counters[place] as number) + 1;
  }
  return Array.from({ length: groupCount }, (_, group) => {
    const values: number[] = [];
    const counts: number[] = [];
    let total = 0;
    for (let code = 1; code < size; code += 1) {
      const count = counters[group * size + code] as number;
      if (count === 0) continue;
      values.push(column.values[code] as number);
      counts.push(count);
      total += count;
    }
    return { values, counts, total };
  });
}

/** The same by sorting each group's codes, for more groups times values than counters are wanted. */
export function sortedCells({ rows, groups, groupCount }: Grouped, column: CodedColumn): ValueCounts[] {
  const ends = new Uint32Array(groupCount + 1);
  for (let index = 0; index < rows.length; index += 1) {
    const after = (groups[index] as number) + 1;
    ends[after] = (ends[after] as number) + 1;
  }
  for (let group = 0; group < groupCount; group += 1) {
    ends[group + 1] = (ends[group + 1] as number) + (ends[group] as number);
  }
  const next = ends.slice();
  const sorted = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const group = groups[index] as number;
    const place = next[group] as number;
    sorted[place] = column.codes[rows[index] as number] as number;
    next[group] = place + 1;
  }
  return Array.from({ length: groupCount }, (_, group) =>
    runsOf(sorted.subarray(ends[group], ends[group + 1]).sort(), column),
  );
}

function runsOf(codes: Uint32Array, column: CodedColumn): ValueCounts {
  const values: number[] = [];
  const counts: number[] = [];
  let total = 0;
  let last = 0;
  for (const code of codes) {
    if (code === 0) continue;
    if (code !== last) {
      values.push(column.values[code] as number);
      counts.push(0);
    }
    last = code;
    counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    total += 1;
  }
  return { values, counts, total };
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
