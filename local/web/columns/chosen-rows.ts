import type { CodeArray } from "../../warehouse/read-codes";
import type { CodedColumn } from "./coded-column";
import { kernelsFor } from "./kernels";
import type { Scratch } from "./scratch";

/** Codes that take four bytes, as the numbers of rows do. */
const ROW_NUMBERS = 2 ** 32;

/** Some rows of a table: all from `first` to before `end`, or of these the ones in `rows` (their numbers, ascending). */
export class ChosenRows {
  readonly #gathered = new Map<CodedColumn, CodeArray>();

  constructor(
    private readonly first: number,
    private readonly end: number,
    private readonly scratch: Scratch,
    private readonly rows?: CodeArray,
  ) {}

  get count(): number {
    return this.rows?.length ?? this.end - this.first;
  }

  /** The codes of the chosen rows, one after the other. */
  codes(column: CodedColumn): CodeArray {
    if (this.rows === undefined) return column.codes.subarray(this.first, this.end) as CodeArray;
    const known = this.#gathered.get(column);
    if (known !== undefined) return known;
    const found = this.scratch.take(column.size, this.rows.length);
    kernelsFor(found).gather(column.codes, this.rows, found);
    this.#gathered.set(column, found);
    return found;
  }

  /** Those whose value is kept. NULL fulfils nothing, as in SQL. */
  where(column: CodedColumn, isKept: (value: string) => boolean): ChosenRows {
    const steps = Uint8Array.from(column.values, (value) =>
      value !== null && isKept(String(value)) ? 1 : 0,
    );
    const chosen = this.scratch.take(ROW_NUMBERS, this.count);
    const codes = this.codes(column);
    const count = kernelsFor(codes).choose(codes, steps, this.rows === undefined ? this.first : 0, chosen);
    const kept = chosen.subarray(0, count) as CodeArray;
    if (this.rows === undefined) return new ChosenRows(this.first, this.end, this.scratch, kept);
    const numbers = this.scratch.take(ROW_NUMBERS, count);
    kernelsFor(this.rows).gather(this.rows, kept, numbers);
    return new ChosenRows(this.first, this.end, this.scratch, numbers);
  }

  /** Those from the first to before the end whose values, ascending by row, lie between two values. */
  between(column: CodedColumn, from: string | undefined, to: string | undefined): ChosenRows {
    const place = (isBefore: (value: string) => boolean): number => {
      let [low, high] = [this.first, this.end];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (isBefore(String(column.values[column.codes[middle] as number]))) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const first = from === undefined ? this.first : place((value) => value < from);
    const end = to === undefined ? this.end : place((value) => value <= to);
    return new ChosenRows(first, Math.max(first, end), this.scratch);
  }
}
