import type { CodeArray } from "../../warehouse/read-codes";
import type { CodedColumn } from "./coded-column";
import type { ColumnTable } from "./column-table";
import { kernelsFor } from "./kernels";
import { columnKey, type NeededColumn } from "./needed-columns";
import type { Runs } from "./runs";
import type { Scratch } from "./scratch";

/** Codes that take four bytes, as the numbers of rows do. */
const ROW_NUMBERS = 2 ** 32;

/** Some rows of a table: whole runs of it, until they are chosen by what differs within a run. */
export class ChosenRows {
  readonly #found = new Map<CodedColumn, CodeArray>();

  private constructor(
    private readonly table: ColumnTable,
    private readonly scratch: Scratch,
    /** The rows by their numbers, ascending, or the runs that they are. */
    private readonly chosen: { readonly numbers: CodeArray } | { readonly runs: Runs },
    readonly count: number,
  ) {}

  static all(table: ColumnTable, scratch: Scratch): ChosenRows {
    return new ChosenRows(table, scratch, { runs: table.runs }, table.rowCount);
  }

  /** The runs that the rows are, where they are whole ones. */
  get runs(): Runs | undefined {
    return "runs" in this.chosen ? this.chosen.runs : undefined;
  }

  /** The codes of the chosen rows, one after the other. */
  codes(needed: NeededColumn): CodeArray {
    const column = this.table.column(needed);
    if (this.count === this.table.rowCount) return column.codes;
    const known = this.#found.get(column);
    if (known !== undefined) return known;
    const found = this.scratch.take(column.size, this.count);
    if ("runs" in this.chosen) copyRuns(this.chosen.runs, column.codes, found);
    else kernelsFor(found).gather(column.codes, this.chosen.numbers, found);
    this.#found.set(column, found);
    return found;
  }

  /** Those whose value is kept. NULL fulfils nothing, as in SQL. */
  where(needed: NeededColumn, isKept: (value: string) => boolean): ChosenRows {
    const { values, codes } = this.table.column(needed);
    const steps = Uint8Array.from(values, (value) => (value !== null && isKept(String(value)) ? 1 : 0));
    if ("numbers" in this.chosen) return this.#whereEach(needed, steps, this.chosen.numbers);
    const { runs } = this.chosen;
    const key = columnKey(needed);
    if (runs.codesOf(key) !== undefined) {
      const kept = runs.where(key, steps);
      return new ChosenRows(this.table, this.scratch, { runs: kept }, kept.rowCount);
    }
    const chosen = this.scratch.take(ROW_NUMBERS, this.count);
    return this.#ofNumbers(chosen, kernelsFor(codes).choose(runs, codes, steps, chosen));
  }

  #whereEach(needed: NeededColumn, steps: Uint8Array, numbers: CodeArray): ChosenRows {
    const codes = this.codes(needed);
    const all = { firsts: Uint32Array.of(0), ends: Uint32Array.of(this.count) };
    const places = this.scratch.take(ROW_NUMBERS, this.count);
    const count = kernelsFor(codes).choose(all, codes, steps, places);
    const kept = this.scratch.take(ROW_NUMBERS, count);
    kernelsFor(numbers).gather(numbers, places.subarray(0, count) as CodeArray, kept);
    return this.#ofNumbers(kept, count);
  }

  #ofNumbers(numbers: CodeArray, count: number): ChosenRows {
    const kept = numbers.subarray(0, count) as CodeArray;
    return new ChosenRows(this.table, this.scratch, { numbers: kept }, count);
  }
}

function copyRuns({ firsts, ends }: Runs, codes: CodeArray, found: CodeArray): void {
  let place = 0;
  for (let run = 0; run < firsts.length; run += 1) {
    const part = codes.subarray(firsts[run], ends[run]);
    found.set(part, place);
    place += part.length;
  }
}
