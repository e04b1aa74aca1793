import type { AggregateForm } from "./aggregate-form";
import type { RowNumbers } from "./chosen-rows";
import type { CodedColumn, ColumnTable } from "./column-table";
import { countCells, meanOf, percentileOf, sortedCells, type ValueCounts } from "./distribution";
import { argumentColumn, columnKey } from "./needed-columns";

/** Most counters of one histogram (64 MB); of more groups times values the codes are sorted instead. */
const MOST_COUNTERS = 1 << 24;

/** Rows by group: the group of the nth of `rows` is the nth of `groups`, from 0 to below `groupCount`. */
export interface Grouped {
  readonly rows: RowNumbers;
  readonly groups: Uint32Array;
  readonly groupCount: number;
}

/**
 * Computes the aggregates of grouped rows; what two of them need is counted once. Its loops are plain, because each
 * runs over millions of rows at each click (npm run bench:dashboards).
 */
export class Aggregator {
  readonly #distributions = new Map<string, readonly ValueCounts[]>();
  #rowCounts: Float64Array | undefined;

  constructor(
    private readonly table: ColumnTable,
    private readonly grouped: Grouped,
  ) {}

  /** Rows of each group. */
  rowCounts(): Float64Array {
    this.#rowCounts ??= countRows(this.grouped);
    return this.#rowCounts;
  }

  /** The aggregate of each group; NaN where SQL gives NULL. */
  compute(form: AggregateForm): ArrayLike<number> {
    const needed = argumentColumn(form);
    if (needed === undefined) return this.rowCounts();
    const column = this.table.column(needed);
    if (form.kind === "count") return countKnown(this.grouped, column);
    if (form.kind === "distinct") return countDistinct(this.grouped, column);
    const distributions = this.#distributionsOf(columnKey(needed), column);
    return form.kind === "percentile"
      ? distributions.map((counts) => percentileOf(counts, form.share))
      : distributions.map(meanOf);
  }

  #distributionsOf(key: string, column: CodedColumn): readonly ValueCounts[] {
    const known = this.#distributions.get(key);
    if (known !== undefined) return known;
    const isSmall = this.grouped.groupCount * column.size <= MOST_COUNTERS;
    const found = isSmall ? countCells(this.grouped, column) : sortedCells(this.grouped, column);
    this.#distributions.set(key, found);
    return found;
  }
}

function countRows({ groups, groupCount }: Grouped): Float64Array {
  const counts = new Float64Array(groupCount);
  for (let index = 0; index < groups.length; index += 1) {
    const group = groups[index] as number;
    counts[group] = (counts[group] as number) + 1;
  }
  return counts;
}

function countKnown({ rows, groups, groupCount }: Grouped, { codes }: CodedColumn): Float64Array {
  const counts = new Float64Array(groupCount);
  for (let index = 0; index < rows.length; index += 1) {
    const group = groups[index] as number;
    if (codes[rows[index] as number] !== 0) counts[group] = (counts[group] as number) + 1;
  }
  return counts;
}

/** A bit for each value and group: a million tickets in eight groups are one megabyte, which stays in the cache. */
function countDistinct({ rows, groups, groupCount }: Grouped, { codes, size }: CodedColumn): Float64Array {
  const counts = new Float64Array(groupCount);
  const bytesPerValue = Math.ceil(groupCount / 8);
  const seen = new Uint8Array(size * bytesPerValue);
  for (let index = 0; index < rows.length; index += 1) {
    const group = groups[index] as number;
    const place = (codes[rows[index] as number] as number) * bytesPerValue + (group >> 3);
    const bit = 1 << (group & 7);
    const before = seen[place] as number;
    if ((before & bit) !== 0) continue;
    seen[place] = before | bit;
    // The first values of the table are those of NULL, which is no value.
    if (place >= bytesPerValue) counts[group] = (counts[group] as number) + 1;
  }
  return counts;
}
