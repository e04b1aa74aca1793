import type { AggregateForm } from "./aggregate-form";
import type { ChosenRows } from "./chosen-rows";
import type { ColumnTable } from "./column-table";
import { countedValues, meanOf, percentileOf, sortedValues, type ValueCounts } from "./distribution";
import { countCodes, countRows, markCodes } from "./group-counts";
import type { Grouping } from "./grouping";
import { argumentColumn, columnKey, type NeededColumn } from "./needed-columns";

/** Most counters of one histogram (64 MB); of more groups times codes the values are sorted instead. */
const MOST_COUNTERS = 1 << 24;

/** Computes the aggregates of chosen rows; what two of them need is counted once. */
export class Aggregator {
  /** Counters by code, those of one group after those of another; by column, then by grouping. */
  readonly #counters = new Map<string, Map<string, Uint32Array>>();
  readonly #seen = new Map<string, Map<string, Uint8Array>>();
  readonly #rowCounts = new Map<string, ArrayLike<number>>();

  constructor(
    private readonly table: ColumnTable,
    private readonly rows: ChosenRows,
  ) {}

  /** Rows of each group; without a grouping there is one. */
  rowCounts(grouping?: Grouping): ArrayLike<number> {
    if (grouping === undefined) return [this.rows.count];
    return computed(this.#rowCounts, grouping.key, () => countRows(this.rows, grouping));
  }

  /** The aggregate of each group; NaN where SQL gives NULL. */
  compute(form: AggregateForm, grouping?: Grouping): ArrayLike<number> {
    const needed = argumentColumn(form);
    if (needed === undefined) return this.rowCounts(grouping);
    if (form.kind === "distinct") return this.#distinct(needed, grouping);
    if (form.kind === "count") return this.#known(needed, grouping);
    const distributions = this.#distributions(needed, grouping);
    return form.kind === "percentile"
      ? distributions.map((counts) => percentileOf(counts, form.share))
      : distributions.map(meanOf);
  }

  #known(needed: NeededColumn, grouping: Grouping | undefined): number[] {
    const { size } = this.table.column(needed);
    const counters = this.#counted(needed, grouping);
    const rowCounts = this.rowCounts(grouping);
    return Array.from(rowCounts, (count, group) => count - (counters[group * size] ?? 0));
  }

  #distributions(needed: NeededColumn, grouping: Grouping | undefined): ValueCounts[] {
    const column = this.table.column(needed);
    const groupCount = grouping?.count ?? 1;
    if (grouping !== undefined && groupCount * column.size > MOST_COUNTERS) {
      return sortedValues(grouping.ofRows(), groupCount, this.rows.codes(needed), column);
    }
    const counters = this.#counted(needed, grouping);
    return Array.from({ length: groupCount }, (_, group) =>
      countedValues(counters.subarray(group * column.size, (group + 1) * column.size), column),
    );
  }

  #counted(needed: NeededColumn, grouping: Grouping | undefined): Uint32Array {
    const known = entryOf(this.#counters, columnKey(needed));
    return computed(known, grouping?.key ?? "", () => {
      const [finer] = known.values();
      if (grouping === undefined && finer !== undefined) {
        return summed(finer, this.table.column(needed).size);
      }
      return countCodes(this.table, this.rows, needed, grouping);
    });
  }

  /** A bit for each code and group: a million tickets in eight groups are one megabyte, which stays in the cache. */
  #distinct(needed: NeededColumn, grouping: Grouping | undefined): ArrayLike<number> {
    const known = entryOf(this.#seen, columnKey(needed));
    const column = this.table.column(needed);
    if (grouping === undefined) {
      const [seen = markCodes(this.table, this.rows, needed, undefined)] = known.values();
      return [countMarked(seen, seen.length / column.size)];
    }
    const width = Math.ceil(grouping.count / 8);
    const seen = computed(known, grouping.key, () => markCodes(this.table, this.rows, needed, grouping));
    return countByGroup(seen, width, grouping.count);
  }
}

function entryOf<T>(known: Map<string, Map<string, T>>, key: string): Map<string, T> {
  return computed(known, key, () => new Map<string, T>());
}

function computed<T>(known: Map<string, T>, key: string, compute: () => T): T {
  const found = known.get(key) ?? compute();
  known.set(key, found);
  return found;
}

/** The counters of all groups together. */
function summed(counters: Uint32Array, size: number): Uint32Array {
  const sums = new Uint32Array(size);
  for (let place = 0; place < counters.length; place += size) {
    for (let code = 0; code < size; code += 1) {
      sums[code] = (sums[code] as number) + (counters[place + code] as number);
    }
  }
  return sums;
}

/** Codes that are marked for any group; the first one is that of NULL, which is no value. */
function countMarked(seen: Uint8Array, width: number): number {
  let count = 0;
  for (let place = width; place < seen.length; place += width) {
    let marks = 0;
    for (let byte = 0; byte < width; byte += 1) marks |= seen[place + byte] as number;
    if (marks !== 0) count += 1;
  }
  return count;
}

function countByGroup(seen: Uint8Array, width: number, groupCount: number): Uint32Array {
  const counts = new Uint32Array(groupCount);
  for (let byte = 0; byte < width; byte += 1) {
    // How often each pattern of eight groups occurs: quicker than to look at each bit of each code.
    const patterns = new Uint32Array(256);
    for (let place = width + byte; place < seen.length; place += width) {
      const marks = seen[place] as number;
      patterns[marks] = (patterns[marks] as number) + 1;
    }
    for (let group = byte * 8; group < Math.min(groupCount, byte * 8 + 8); group += 1) {
      for (const [marks, count] of patterns.entries()) {
        if ((marks & (1 << (group & 7))) !== 0) counts[group] = (counts[group] as number) + count;
      }
    }
  }
  return counts;
}
