import { bitPackedBytes, bitWidth, writeBitPackedRun } from "./bit-packing";
import { DefinitionLevels } from "./definition-levels";
import { type ColumnChunk, type ColumnWriter, PAGE_ROWS, type Page, pageBounds } from "./page";

/** How a number lies in a page; INT64 holds whole numbers below 2^53 here, without a BigInt for each. */
export type NumberType = "INT32" | "INT64" | "DOUBLE";

const MOST_DISTINCT = 16_384;
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

  takeChunk(): ColumnChunk {
    const dictionary = this.findDictionary();
    const range = this.count === 0 ? undefined : this.range();
    const chunk: ColumnChunk = {
      pages: dictionary === undefined ? [...this.plainPages()] : [...this.dictionaryPages(dictionary)],
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
    const most = Math.min(MOST_DISTINCT, this.count >> 2);
    const numbers = new Map<number, number>();
    const indexes = new Int32Array(this.count);
    for (let at = 0; at < this.count; at++) {
      const value = this.values[at] as number;
      let index = numbers.get(value);
      if (index === undefined) {
        if (numbers.size >= most) return undefined;
        index = numbers.size;
        numbers.set(value, index);
      }
      indexes[at] = index;
    }
    return this.count === 0 ? undefined : { values: [...numbers.keys()], indexes };
  }

  private *plainPages(): Generator<Page, void> {
    for (const { from, to, start, end } of this.pages()) {
      yield this.dataPage(from, to, this.encode(this.values.subarray(start, end)), "PLAIN");
    }
  }

  private *dictionaryPages({ values, indexes }: Dictionary): Generator<Page, void> {
    yield {
      type: "DICTIONARY_PAGE",
      valueCount: values.length,
      encoding: "PLAIN_DICTIONARY",
      body: this.encode(values),
    };
    const width = bitWidth(values.length - 1);
    for (const { from, to, start, end } of this.pages()) {
      const body = Buffer.allocUnsafe(1 + bitPackedBytes(end - start, width));
      body[0] = width;
      const length = writeBitPackedRun(body, 1, indexes, start, end, width);
      yield this.dataPage(from, to, body.subarray(0, length), "PLAIN_DICTIONARY");
    }
  }

  /** Rows [from, to) and values [start, end) of each page. */
  private *pages(): Generator<{ from: number; to: number; start: number; end: number }, void> {
    let page = 0;
    for (const { from, to } of pageBounds(this.rows)) {
      yield { from, to, start: this.pageValues[page] as number, end: this.pageValues[++page] ?? this.count };
    }
  }

  private dataPage(from: number, to: number, body: Uint8Array, encoding: Page["encoding"]): Page {
    if (this.levels !== undefined) return this.levels.page(from, to, body, encoding);
    return { type: "DATA_PAGE", valueCount: to - from, encoding, body };
  }

  private encode(values: ArrayLike<number>): Uint8Array {
    if (this.type === "DOUBLE") return bytesOf(Float64Array.from(values));
    if (this.type === "INT32") return bytesOf(Int32Array.from(values));
    const words = new Int32Array(values.length * 2);
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as number;
      const high = Math.floor(value / TWO_32);
      words[index * 2] = value - high * TWO_32;
      words[index * 2 + 1] = high;
    }
    return bytesOf(words);
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

/** The machines that we run on are little-endian, as Parquet is. */
function bytesOf(values: Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
