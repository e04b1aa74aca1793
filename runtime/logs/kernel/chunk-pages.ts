import type { ColumnChunk, StatisticsValue, StoredPage } from "../../parquet/page";
import type { PageCompressor } from "../../parquet/page-compressor";
import type { LogKernel } from "./log-kernel";

/** A column of a row group in the making; its rows are encoded in the kernel, block by block. */
export interface KernelColumn {
  /** Bytes that wait in memory at the most. */
  readonly waitingBytes: number;
  /** Takes the rows that have the places [from, to) in the block's order. */
  add(from: number, to: number): void;
  /** Ends the row group; the column is of no more use. The kernel must not be used meanwhile. */
  finish(): Promise<ColumnChunk>;
}

/** The pages of a column chunk so far, and what they tell of its values. */
export class ChunkPages {
  readonly pages: StoredPage[] = [];
  waitingBytes = 0;
  valueCount = 0;
  nullCount = 0;
  private min: StatisticsValue | undefined;
  private max: StatisticsValue | undefined;

  constructor(
    private readonly kernel: LogKernel,
    private readonly compressor: PageCompressor,
  ) {}

  /** Takes the page that the kernel encoded last; so do those that follow. */
  addValues(valueCount: number, nullCount: number, encoding: "PLAIN" | "PLAIN_DICTIONARY"): void {
    const { page: body } = this.kernel;
    this.add(this.compressor.compress({ type: "DATA_PAGE", valueCount, encoding, body }));
    this.valueCount += valueCount;
    this.nullCount += nullCount;
  }

  addDictionary(valueCount: number): void {
    const { page: body } = this.kernel;
    const encoding = "PLAIN_DICTIONARY";
    this.add(this.compressor.compress({ type: "DICTIONARY_PAGE", valueCount, encoding, body }));
  }

  /** @param deflate lets the kernel deflate the page */
  addDeflated(valueCount: number, deflate: () => void): void {
    const { kernel } = this;
    const page = { type: "DATA_PAGE", valueCount, encoding: "PLAIN", body: kernel.page } as const;
    this.add(
      this.compressor.take(page, () => {
        deflate();
        return kernel.packedPage;
      }),
    );
    this.valueCount += valueCount;
  }

  private add(page: StoredPage): void {
    this.pages.push(page);
    this.waitingBytes += page.plainBytes;
  }

  widen(min: StatisticsValue, max: StatisticsValue): void {
    if (this.min === undefined || isLess(min, this.min)) this.min = min;
    if (this.max === undefined || isLess(this.max, max)) this.max = max;
  }

  /** Widens the range by the texts that the kernel encoded last. */
  widenByTexts(): void {
    const { exports, memory } = this.kernel;
    if (exports.leastText.value === 0) return;
    // Of its own memory: a small Buffer would keep the 8 KiB that it is a part of, as long as the file is open.
    const text = (at: number, length: number): Uint8Array => new Uint8Array(memory.subarray(at, at + length));
    this.widen(
      text(exports.leastText.value, exports.leastLength.value),
      text(exports.mostText.value, exports.mostLength.value),
    );
  }

  /** Goes on with the pages of another one. */
  join(next: ChunkPages): void {
    this.pages.push(...next.pages);
    this.valueCount += next.valueCount;
    this.nullCount += next.nullCount;
    if (next.min !== undefined && next.max !== undefined) this.widen(next.min, next.max);
  }

  chunk(encoding: "PLAIN" | "PLAIN_DICTIONARY"): ColumnChunk {
    const { pages, valueCount, nullCount, min, max } = this;
    return {
      pages,
      encodings: [encoding, "RLE"],
      valueCount,
      nullCount,
      ...(min !== undefined && max !== undefined && { range: { min, max } }),
    };
  }
}

/** By bytes for texts, which for UTF-8 is the order of code points. */
function isLess(left: StatisticsValue, right: StatisticsValue): boolean {
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right) < 0;
  return left < right;
}
