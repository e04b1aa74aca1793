import { ByteBuffer, type TextView, textView } from "./byte-buffer";
import { DefinitionLevels } from "./definition-levels";
import {
  type ColumnChunk,
  type ColumnHistory,
  type ColumnWriter,
  PAGE_ROWS,
  type Page,
  pageBounds,
} from "./page";
import { appendIndexes, type PageBuffer } from "./page-buffer";
import { TextDictionary } from "./text-dictionary";
import { plainTextRange } from "./text-range";

/**
 * A text column, taken as UTF-8 bytes: no string is made of a value on its way from input to page. A chunk begins
 * with a dictionary and goes over to PLAIN when that grows too large; chunks after such a one are PLAIN at once.
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
  private repeated: DataView | undefined;

  constructor(
    isNullable: boolean,
    private readonly history: ColumnHistory = { isDistinct: false },
  ) {
    if (isNullable) this.levels = new DefinitionLevels();
  }

  get byteLength(): number {
    return this.isPlain ? this.plain.length : this.values * 2 + this.dictionary.byteLength;
  }

  /** Appends the text in source[from, to); a word more must be readable behind it. */
  append(source: DataView, from: number, to: number): void {
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
  appendRepeated(text: TextView): void {
    if (this.repeated === text.view && !this.isPlain && this.values > 0) {
      this.beginRow(1);
      this.addIndex(this.indexes[this.values - 1] as number);
      return;
    }
    this.append(text.view, 0, text.length);
    this.repeated = text.view;
  }

  appendString(text: string): void {
    const { view, length } = textView(text);
    this.append(view, 0, length);
  }

  appendNull(): void {
    this.beginRow(0);
  }

  takeChunk(pages: PageBuffer): ColumnChunk {
    const { rows, values } = this;
    // A dictionary of nothing would have indexes of no width.
    if (values === 0) this.isPlain = true;
    const texts = this.isPlain ? this.plain : this.dictionary.page;
    const range = values === 0 ? undefined : plainTextRange(texts);
    const chunk: ColumnChunk = {
      pages: this.isPlain ? this.plainPages(pages) : this.dictionaryPages(pages),
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
      if (this.rows === 0) this.isPlain = this.history.isDistinct;
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
    this.history.isDistinct = true;
    for (let value = 0, page = 0; value < this.values; value++) {
      while (this.pageValues[page] === value) this.pageBytes[page++] = this.plain.length;
      this.dictionary.copyValue(this.indexes[value] as number, this.plain);
    }
    for (let page = 0; page < this.pageValues.length; page++)
      if (this.pageValues[page] === this.values) this.pageBytes[page] = this.plain.length;
  }

  private plainPages(target: PageBuffer): Page[] {
    const { levels, plain } = this;
    const bodies = [...pageBounds(this.rows)].map(({ from, to }, index) => {
      const body = plain.bytes.subarray(this.pageBytes[index], this.pageBytes[index + 1] ?? plain.length);
      if (levels !== undefined) {
        const page = target.begin("DATA_PAGE", to - from, "PLAIN");
        levels.appendTo(page, from, to);
        page.append(body);
      }
      return { type: "DATA_PAGE", valueCount: to - from, encoding: "PLAIN", body } as const;
    });
    return levels === undefined ? bodies : target.take();
  }

  private dictionaryPages(pages: PageBuffer): Page[] {
    const { page, count } = this.dictionary;
    const values = pages.begin("DICTIONARY_PAGE", count, "PLAIN_DICTIONARY");
    values.append(page.bytes.subarray(0, page.length));
    pages.addDataPages(
      this.rows,
      this.pageValues,
      this.values,
      this.levels,
      "PLAIN_DICTIONARY",
      (target, start, end) => appendIndexes(target, this.indexes, start, end, count),
    );
    return pages.take();
  }

  private reset(): void {
    this.rows = 0;
    this.values = 0;
    this.levels?.reset();
    this.dictionary.reset();
    this.plain.length = 0;
    this.pageValues = [];
    this.pageBytes = [];
    this.repeated = undefined;
  }
}
