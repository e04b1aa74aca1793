import { bitPackedBytes, bitWidth, writeBitPackedRun } from "./bit-packing";
import { ByteBuffer } from "./byte-buffer";
import { DefinitionLevels } from "./definition-levels";
import { type ColumnChunk, type ColumnWriter, PAGE_ROWS, type Page, pageBounds } from "./page";
import { TextDictionary } from "./text-dictionary";

/**
 * A text column, taken as UTF-8 bytes: no string is made of a value on its way from input to page. A chunk begins
 * with a dictionary and goes over to PLAIN when that grows too large; the chunk after such a one is PLAIN at once.
 */
export class TextColumn implements ColumnWriter {
  rows = 0;
  private readonly levels: DefinitionLevels | undefined;
  private readonly dictionary = new TextDictionary();
  private isPlain = false;
  /** Of each value that is not NULL, its number in the dictionary. */
  private indexes = new Int32Array(1024);
  private values = 0;
  private readonly plain = new ByteBuffer(1 << 12);
  /** Values before each page, and where in `plain` the page begins. */
  private pageValues: number[] = [];
  private pageBytes: number[] = [];
  private repeated: Uint8Array | undefined;

  constructor(isNullable: boolean) {
    if (isNullable) this.levels = new DefinitionLevels();
  }

  get byteLength(): number {
    return this.isPlain ? this.plain.length : this.values * 2 + this.dictionary.byteLength;
  }

  /** Appends the text in source[from, to). */
  append(source: Uint8Array, from: number, to: number): void {
    this.repeated = undefined;
    this.beginRow(1);
    if (!this.isPlain) {
      const index = this.dictionary.indexOf(source, from, to, this.values);
      if (index >= 0) {
        this.addIndex(index);
        return;
      }
      this.goPlain();
    }
    this.plain.appendText(source, from, to);
    this.values += 1;
  }

  /** Appends a text that many rows in a row share; it is looked up when it is another one than last time. */
  appendRepeated(text: Uint8Array): void {
    if (this.repeated === text && !this.isPlain && this.values > 0) {
      this.beginRow(1);
      this.addIndex(this.indexes[this.values - 1] as number);
      return;
    }
    this.append(text, 0, text.length);
    this.repeated = text;
  }

  appendString(text: string): void {
    const bytes = Buffer.from(text, "utf8");
    this.append(bytes, 0, bytes.length);
  }

  appendNull(): void {
    this.beginRow(0);
  }

  takeChunk(): ColumnChunk {
    const { rows, values } = this;
    // A dictionary of nothing would have indexes of no width.
    if (values === 0) this.isPlain = true;
    const range = values === 0 ? undefined : this.range();
    const chunk: ColumnChunk = {
      pages: this.isPlain ? [...this.plainPages()] : [...this.dictionaryPages()],
      encodings: this.isPlain ? ["PLAIN", "RLE"] : ["PLAIN_DICTIONARY", "RLE"],
      valueCount: rows,
      nullCount: this.levels?.nullCount ?? 0,
      ...(range !== undefined && { range }),
    };
    this.reset();
    return chunk;
  }

  private beginRow(isDefined: 0 | 1): void {
    if (this.rows % PAGE_ROWS === 0) {
      this.pageValues.push(this.values);
      this.pageBytes.push(this.plain.length);
    }
    this.levels?.set(this.rows, isDefined);
    this.rows += 1;
  }

  private addIndex(index: number): void {
    if (this.values === this.indexes.length) {
      const larger = new Int32Array(this.indexes.length * 2);
      larger.set(this.indexes);
      this.indexes = larger;
    }
    this.indexes[this.values++] = index;
  }

  /** Writes out in full what the dictionary held so far. */
  private goPlain(): void {
    this.isPlain = true;
    for (let value = 0, page = 0; value < this.values; value++) {
      while (this.pageValues[page] === value) this.pageBytes[page++] = this.plain.length;
      const text = this.dictionary.value(this.indexes[value] as number);
      this.plain.appendText(text, 0, text.length);
    }
    for (let page = 0; page < this.pageValues.length; page++)
      if (this.pageValues[page] === this.values) this.pageBytes[page] = this.plain.length;
  }

  private *plainPages(): Generator<Page, void> {
    let page = 0;
    for (const { from, to } of pageBounds(this.rows)) {
      const start = this.pageBytes[page] as number;
      const end = this.pageBytes[page + 1] ?? this.plain.length;
      yield this.dataPage(from, to, this.plain.bytes.subarray(start, end), "PLAIN");
      page += 1;
    }
  }

  private *dictionaryPages(): Generator<Page, void> {
    const { dictionary, pageValues } = this;
    yield {
      type: "DICTIONARY_PAGE",
      valueCount: dictionary.count,
      encoding: "PLAIN_DICTIONARY",
      body: dictionary.page(),
    };
    const width = bitWidth(dictionary.count - 1);
    let page = 0;
    for (const { from, to } of pageBounds(this.rows)) {
      const start = pageValues[page] as number;
      const end = pageValues[page + 1] ?? this.values;
      const body = Buffer.allocUnsafe(1 + bitPackedBytes(end - start, width));
      body[0] = width;
      const length = writeBitPackedRun(body, 1, this.indexes, start, end, width);
      yield this.dataPage(from, to, body.subarray(0, length), "PLAIN_DICTIONARY");
      page += 1;
    }
  }

  private dataPage(from: number, to: number, values: Uint8Array, encoding: Page["encoding"]): Page {
    if (this.levels !== undefined) return this.levels.page(from, to, values, encoding);
    return { type: "DATA_PAGE", valueCount: to - from, encoding, body: Buffer.from(values) };
  }

  /** Smallest and largest value by their bytes, which for UTF-8 is the order of code points. */
  private range(): { min: Buffer; max: Buffer } {
    return this.isPlain ? rangeOfPlain(this.plain) : rangeOfDictionary(this.dictionary);
  }

  private reset(): void {
    this.rows = 0;
    this.values = 0;
    this.levels?.reset();
    this.dictionary.reset();
    this.plain.length = 0;
    this.pageValues = [];
    this.pageBytes = [];
    // isPlain stays: a column of distinct values does not fill a dictionary in vain again.
  }
}

function rangeOfDictionary(dictionary: TextDictionary): { min: Buffer; max: Buffer } {
  let min = dictionary.value(0);
  let max = min;
  for (let index = 1; index < dictionary.count; index++) {
    const value = dictionary.value(index);
    if (Buffer.compare(value, min) < 0) min = value;
    if (Buffer.compare(value, max) > 0) max = value;
  }
  return { min: Buffer.from(min), max: Buffer.from(max) };
}

/** A plain loop: one call of Buffer.compare a value would take longer than parsing it. */
function rangeOfPlain({ bytes, length }: ByteBuffer): { min: Buffer; max: Buffer } {
  let minAt = 0;
  let maxAt = 0;
  for (let at = 0; at < length; ) {
    const next = at + 4 + bytes.readUInt32LE(at);
    if (isLess(bytes, at, minAt)) minAt = at;
    else if (isLess(bytes, maxAt, at)) maxAt = at;
    at = next;
  }
  const value = (at: number): Buffer => Buffer.from(bytes.subarray(at + 4, at + 4 + bytes.readUInt32LE(at)));
  return { min: value(minAt), max: value(maxAt) };
}

/** Whether the PLAIN value at `left` sorts before the one at `right`. */
function isLess(bytes: Buffer, left: number, right: number): boolean {
  const leftLength = bytes.readUInt32LE(left);
  const rightLength = bytes.readUInt32LE(right);
  const common = Math.min(leftLength, rightLength);
  for (let index = 4; index < 4 + common; index++) {
    const difference = (bytes[left + index] as number) - (bytes[right + index] as number);
    if (difference !== 0) return difference < 0;
  }
  return leftLength < rightLength;
}
