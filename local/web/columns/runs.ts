import type { CodedColumn } from "./coded-column";
import { kernelsFor } from "./kernels";

/**
 * Rows as stretches that have the same codes in each of some columns. A page's rows are read in an order that makes them
 * long, so that what is chosen or grouped by these columns is looked at once a run, not once a row. It does not change.
 */
export class Runs {
  private constructor(
    /** First row of each run, ascending. */
    readonly firsts: Uint32Array,
    /** The row after the last one of each run. */
    readonly ends: Uint32Array,
    /** Code of each run, by the key of the column. */
    private readonly codes: ReadonlyMap<string, Uint32Array>,
  ) {}

  /**
   * Those of the rows from the first to before the end: by as many of the columns, the first ones, as make no more than
   * `mostRuns`; else the rows are one run, by no column.
   */
  static of(columns: ReadonlyMap<string, CodedColumn>, first: number, end: number, mostRuns: number): Runs {
    const changes = new Uint8Array(end - first);
    let depth = 0;
    for (const { codes } of columns.values()) {
      depth += 1;
      kernelsFor(codes).noteChanges(codes.subarray(first, end), depth, changes);
    }
    const used = mostDepth(changes, depth, mostRuns);
    if (first === end) return new Runs(new Uint32Array(0), new Uint32Array(0), new Map());
    const firsts = [first];
    for (let row = 1; row < changes.length; row += 1) {
      const change = changes[row] as number;
      if (0 < change && change <= used) firsts.push(first + row);
    }
    const codes = [...columns]
      .slice(0, used)
      .map(([key, column]) => [key, Uint32Array.from(firsts, (row) => column.codes[row] as number)] as const);
    return new Runs(Uint32Array.from(firsts), Uint32Array.from([...firsts.slice(1), end]), new Map(codes));
  }

  get count(): number {
    return this.firsts.length;
  }

  get rowCount(): number {
    let count = 0;
    for (let run = 0; run < this.count; run += 1) count += this.#length(run);
    return count;
  }

  /** Keys of the columns that make the runs, in their order. */
  get keys(): readonly string[] {
    return [...this.codes.keys()];
  }

  /** The code that each run has in the column; undefined for one that may differ within a run. */
  codesOf(key: string): Uint32Array | undefined {
    return this.codes.get(key);
  }

  /** The runs whose code in the column is kept: 1 in `steps`. */
  where(key: string, steps: Uint8Array): Runs {
    const codes = this.#known(key);
    const kept = Uint32Array.from(codes.keys()).filter((run) => steps[codes[run] as number] === 1);
    const pick = (values: Uint32Array): Uint32Array => kept.map((run) => values[run] as number);
    return new Runs(
      pick(this.firsts),
      pick(this.ends),
      new Map([...this.codes].map(([name, values]) => [name, pick(values)])),
    );
  }

  /** These runs and those of later rows, by the same columns. */
  and(later: Runs): Runs {
    const codes = [...this.codes].map(([key, values]) => [key, joined(values, later.#known(key))] as const);
    return new Runs(joined(this.firsts, later.firsts), joined(this.ends, later.ends), new Map(codes));
  }

  /** Adds the rows of each run to the counter of its place. */
  addLengths(places: Uint32Array, counters: Uint32Array): void {
    for (let run = 0; run < this.count; run += 1) {
      const place = places[run] as number;
      counters[place] = (counters[place] as number) + this.#length(run);
    }
  }

  #known(key: string): Uint32Array {
    const codes = this.codes.get(key);
    if (codes === undefined) throw new Error(`the rows are no runs by ${key}`);
    return codes;
  }

  #length(run: number): number {
    return (this.ends[run] as number) - (this.firsts[run] as number);
  }
}

/** By how many of the columns, the first ones, there are no more runs than that. */
function mostDepth(changes: Uint8Array<ArrayBuffer>, columnCount: number, mostRuns: number): number {
  const counts = new Uint32Array(columnCount + 1);
  kernelsFor(changes).count(changes, counts);
  let runs = 1;
  for (let depth = 1; depth <= columnCount; depth += 1) {
    runs += counts[depth] as number;
    if (runs > mostRuns) return depth - 1;
  }
  return columnCount;
}

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const all = new Uint32Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
