import { type ColumnChunk, PAGE_ROWS } from "../../parquet/page";
import type { PageCompressor } from "../../parquet/page-compressor";
import { ChunkPages, type KernelColumn } from "./chunk-pages";
import type { NumberColumnName, TextColumnName } from "./kernel-exports";
import type { LogKernel } from "./log-kernel";

/** Distinct texts of a chunk after which it shows whether they repeat. */
const FEWEST_TEXTS_TO_JUDGE = 256;

/**
 * A column whose values may repeat. The kernel numbers them over the whole object (codes), two bytes a value, and gives
 * up where they hardly repeat: from then on rows become PLAIN pages at once. When the row group ends, its codes become
 * a dictionary of its own and pages of numbers; or PLAIN pages too, where a dictionary saves nothing, or where the rest
 * is PLAIN: parquetjs-lite does not read chunks of both.
 */
abstract class CodedColumn implements KernelColumn {
  protected readonly column: number;
  private readonly codes: Buffer[] = [];
  private codeBytes = 0;
  private readonly plain: ChunkPages;

  constructor(
    protected readonly kernel: LogKernel,
    name: TextColumnName | NumberColumnName,
    private readonly compressor: PageCompressor,
    protected readonly isNullable: boolean,
  ) {
    this.column = kernel.exports[name].value;
    this.plain = new ChunkPages(kernel, compressor);
  }

  get waitingBytes(): number {
    return this.plain.waitingBytes + this.codeBytes;
  }

  add(from: number, to: number): void {
    const { kernel, plain } = this;
    if (this.encodeCodes(from, to)) {
      this.codes.push(Buffer.from(kernel.page));
      this.codeBytes += kernel.page.length;
      return;
    }
    this.encodePlain(from, to);
    this.widenByPage(plain);
    plain.addValues(to - from, kernel.exports.nulls.value, "PLAIN");
  }

  async finish(): Promise<ColumnChunk> {
    if (this.codes.length === 0) return this.plain.chunk("PLAIN");
    const { exports, memory } = this.kernel;
    const rows = this.codeBytes / 2;
    memory.set(Buffer.concat(this.codes), exports.CODES.value);
    exports.beginChunk(rows);
    const { distinct, chunkNulls } = exports;
    const chunk = new ChunkPages(this.kernel, this.compressor);
    this.encodeDictionary();
    if (distinct.value > 0) this.widenByDictionary(chunk);
    const isPlain =
      distinct.value === 0 ||
      this.plain.pages.length > 0 ||
      !this.pays(distinct.value, rows - chunkNulls.value);
    const encoding = isPlain ? "PLAIN" : "PLAIN_DICTIONARY";
    if (!isPlain) chunk.addDictionary(distinct.value);
    for (let from = 0; from < rows; ) {
      const most = Math.min(from + PAGE_ROWS, rows);
      const to = isPlain ? this.encodePlainOfCodes(from, most) : this.encodeIndexes(from, most);
      chunk.addValues(to - from, 0, encoding);
      from = to;
      await this.compressor.room();
    }
    chunk.nullCount = chunkNulls.value;
    chunk.join(this.plain);
    return chunk.chunk(encoding);
  }

  private encodeIndexes(from: number, to: number): number {
    this.kernel.exports.encodeIndexes(from, to, this.isNullable);
    return to;
  }

  protected abstract encodeCodes(from: number, to: number): boolean;
  protected abstract encodePlain(from: number, to: number): void;
  protected abstract encodeDictionary(): void;
  /** Encodes the rows [from, to), or as many as a page takes; gives where it ends. */
  protected abstract encodePlainOfCodes(from: number, to: number): number;
  /** Widens the range by the page of the block that was encoded last. */
  protected abstract widenByPage(pages: ChunkPages): void;
  protected abstract widenByDictionary(pages: ChunkPages): void;
  /** Whether a dictionary of so many distinct values among so many saves room. */
  protected abstract pays(distinct: number, values: number): boolean;
}

export class TextsColumn extends CodedColumn {
  protected encodeCodes(from: number, to: number): boolean {
    return this.kernel.exports.encodeTextCodes(this.column, from, to) !== 0;
  }

  protected encodePlain(from: number, to: number): void {
    this.kernel.exports.encodePlainTexts(this.column, from, to, this.isNullable);
  }

  protected encodeDictionary(): void {
    this.kernel.exports.encodeTextDictionary(this.column);
  }

  protected encodePlainOfCodes(from: number, to: number): number {
    const { exports } = this.kernel;
    const end = exports.endOfTexts(this.column, from, to);
    exports.encodeTextsOfCodes(this.column, from, end, this.isNullable);
    return end;
  }

  protected widenByPage(pages: ChunkPages): void {
    pages.widenByTexts();
  }

  protected widenByDictionary(pages: ChunkPages): void {
    pages.widenByTexts();
  }

  protected pays(distinct: number, values: number): boolean {
    return distinct < FEWEST_TEXTS_TO_JUDGE || distinct * 2 <= values;
  }
}

export class NumbersColumn extends CodedColumn {
  private readonly is64Bit: boolean;

  constructor(kernel: LogKernel, name: NumberColumnName, compressor: PageCompressor) {
    super(kernel, name, compressor, false);
    this.is64Bit = name === "LOGGED_AT";
  }

  protected encodeCodes(from: number, to: number): boolean {
    return this.kernel.exports.encodeNumberCodes(this.column, from, to) !== 0;
  }

  protected encodePlain(from: number, to: number): void {
    this.kernel.exports.encodePlainNumbers(this.column, from, to);
  }

  protected encodeDictionary(): void {
    this.kernel.exports.encodeNumberDictionary(this.column);
  }

  protected encodePlainOfCodes(from: number, to: number): number {
    this.kernel.exports.encodeNumbersOfCodes(this.column, from, to);
    return to;
  }

  protected widenByPage(pages: ChunkPages): void {
    this.widen(pages, this.kernel.exports.least.value, this.kernel.exports.most.value);
  }

  protected widenByDictionary(pages: ChunkPages): void {
    this.widen(pages, this.kernel.exports.leastNumber.value, this.kernel.exports.mostNumber.value);
  }

  /** Numbers are 4 or 8 bytes: they must repeat four times on average. */
  protected pays(distinct: number, values: number): boolean {
    return distinct * 4 <= values;
  }

  private widen(pages: ChunkPages, min: number, max: number): void {
    if (this.is64Bit) pages.widen(BigInt(min), BigInt(max));
    else pages.widen(min, max);
  }
}
