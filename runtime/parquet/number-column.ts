import type { ByteBuffer } from "./byte-buffer";
import { DefinitionLevels } from "./definition-levels";
import { type ColumnChunk, type ColumnHistory, type ColumnWriter, PAGE_ROWS } from "./page";
import { appendIndexes, type PageBuffer } from "./page-buffer";

/** How a number lies in a page; INT64 holds whole numbers below 2^53 here, without a BigInt for each. */
export type NumberType = "INT32" | "INT64" | "DOUBLE";

const MOST_DISTINCT = 16_384;
/** Rows of a chunk that show whether a column's values repeat. */
const FEWEST_TO_JUDGE = 4096;
const TWO_32 = 4_294_967_296;

interface Dictionary {
  readonly values: readonly number[];
  readonly indexes: Int32Array;
}

/** A column of numbers; those of few distinct values, such as percentages with two decimals, get a dictionary. */
export class NumberColumn implements ColumnWriter {
  rows = 0;
  private readonly levels: DefinitionLevels | undefined;
  /** The values that are not NULL. */
  private values = new Float64Array(1024);
  private count = 0;
  private pageValues: number[] = [];

  constructor(
    private readonly type: NumberType,
    isNullable: boolean,
    private readonly history: ColumnHistory = { isDistinct: false },
  ) {
    if (isNullable) this.levels = new DefinitionLevels();
  }

  get byteLength(): number {
    return this.count * 8;
  }

  append(value: number): void {
    this.beginRow(1);
    if (this.count === this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.count++] = value;
  }

  appendNull(): void {
    this.beginRow(0);
  }

  takeChunk(pages: PageBuffer): ColumnChunk {
    const dictionary = this.findDictionary();
    const range = this.count === 0 ? undefined : this.range();
    this.addPages(pages, dictionary);
    const chunk: ColumnChunk = {
      pages: pages.take(),
      encodings: dictionary === undefined ? ["PLAIN", "RLE"] : ["PLAIN_DICTIONARY", "RLE"],
      valueCount: this.rows,
      nullCount: this.levels?.nullCount ?? 0,
      ...(range !== undefined && { range }),
    };
    this.rows = 0;
    this.count = 0;
    this.pageValues = [];
    this.levels?.reset();
    return chunk;
  }

  private beginRow(isDefined: 0 | 1): void {
    if (this.rows % PAGE_ROWS === 0) this.pageValues.push(this.count);
    this.levels?.set(this.rows, isDefined);
    this.rows += 1;
  }

  /** Undefined where the values are too many, or too rarely repeated, for a dictionary to save room. */
  private findDictionary(): Dictionary | undefined {
    if (this.count === 0 || this.history.isDistinct) return undefined;
    const most = Math.min(MOST_DISTINCT, this.count >> 2);
    const numbers = new Map<number, number>();
    const indexes = new Int32Array(this.count);
    for (let at = 0; at < this.count; at++) {
      const value = this.values[at] as number;
      let index = numbers.get(value);
      if (index === undefined) {
        if (numbers.size >= most) {
          // A chunk of few rows shows nothing.
          this.history.isDistinct = this.count >= FEWEST_TO_JUDGE;
          return undefined;
        }
        index = numbers.size;
        numbers.set(value, index);
      }
      indexes[at] = index;
    }
    return { values: [...numbers.keys()], indexes };
  }

  private addPages(pages: PageBuffer, dictionary: Dictionary | undefined): void {
    const { rows, pageValues, count, levels } = this;
    if (dictionary === undefined) {
      pages.addDataPages(rows, pageValues, count, levels, "PLAIN", (target, start, end) =>
        this.encode(target, this.values, start, end),
      );
      return;
    }
    const { values, indexes } = dictionary;
    this.encode(pages.begin("DICTIONARY_PAGE", values.length, "PLAIN_DICTIONARY"), values, 0, values.length);
    pages.addDataPages(rows, pageValues, count, levels, "PLAIN_DICTIONARY", (target, start, end) =>
      appendIndexes(target, indexes, start, end, values.length),
    );
  }

  private encode(target: ByteBuffer, values: ArrayLike<number>, start: number, end: number): void {
    const width = this.type === "INT32" ? 4 : 8;
    target.reserve((end - start) * width);
    const { view } = target;
    let at = target.length;
    for (let index = start; index < end; index++, at += width) {
      const value = values[index] as number;
      if (this.type === "DOUBLE") view.setFloat64(at, value, true);
      else if (this.type === "INT32") view.setInt32(at, value, true);
      else {
        // Two words instead of a BigInt a value, which takes ten times as long.
        const high = Math.floor(value / TWO_32);
        view.setUint32(at, value - high * TWO_32, true);
        view.setInt32(at + 4, high, true);
      }
    }
    target.length = at;
  }

  private range(): { min: number | bigint; max: number | bigint } {
    let min = this.values[0] as number;
    let max = min;
    for (let at = 1; at < this.count; at++) {
      const value = this.values[at] as number;
      if (value < min) min = value;
      else if (value > max) max = value;
    }
    return this.type === "INT64" ? { min: BigInt(min), max: BigInt(max) } : { min, max };
  }
}
