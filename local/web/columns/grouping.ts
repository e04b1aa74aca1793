import type { CodeArray } from "../../warehouse/read-codes";
import type { ChosenRows } from "./chosen-rows";
import type { ColumnTable } from "./column-table";
import { columnKey, type NeededColumn } from "./needed-columns";

/** Chosen rows by the codes of one column, or of two: `code * inner size + inner code`. */
export class Grouping {
  /** Tells it from the other groupings of the same rows. */
  readonly key: string;
  /** Groups are from 0 to below it. */
  readonly count: number;
  readonly #innerSize: number;

  constructor(
    table: ColumnTable,
    private readonly rows: ChosenRows,
    private readonly outer: NeededColumn,
    private readonly inner?: NeededColumn,
  ) {
    this.key = [outer, ...(inner === undefined ? [] : [inner])].map(columnKey).join(", ");
    this.#innerSize = inner === undefined ? 1 : table.column(inner).size;
    this.count = table.column(outer).size * this.#innerSize;
  }

  /** The group of each run; undefined where the rows of a run may be in several. */
  ofRuns(): Uint32Array | undefined {
    const outer = this.rows.runs?.codesOf(columnKey(this.outer));
    if (outer === undefined || this.inner === undefined) return outer;
    const inner = this.rows.runs?.codesOf(columnKey(this.inner));
    return inner && this.#combined(outer, inner);
  }

  /** The group of each row. */
  ofRows(): CodeArray {
    const outer = this.rows.codes(this.outer);
    return this.inner === undefined ? outer : this.#combined(outer, this.rows.codes(this.inner));
  }

  #combined(outer: ArrayLike<number>, inner: ArrayLike<number>): Uint32Array<ArrayBuffer> {
    const combined = new Uint32Array(outer.length);
    for (let place = 0; place < outer.length; place += 1) {
      combined[place] = (outer[place] as number) * this.#innerSize + (inner[place] as number);
    }
    return combined;
  }
}
