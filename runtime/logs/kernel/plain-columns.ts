import type { ColumnChunk } from "../../parquet/page";
import type { PageCompressor } from "../../parquet/page-compressor";
import { ChunkPages, type KernelColumn } from "./chunk-pages";
import type { TextColumnName } from "./kernel-exports";
import type { LogKernel } from "./log-kernel";

/** `entry_id`: each row's hash as 32 hex digits. */
export class EntryIdColumn implements KernelColumn {
  private readonly pages: ChunkPages;

  constructor(
    private readonly kernel: LogKernel,
    compressor: PageCompressor,
  ) {
    this.pages = new ChunkPages(kernel, compressor);
  }

  get waitingBytes(): number {
    return this.pages.waitingBytes;
  }

  add(from: number, to: number): void {
    const { exports } = this.kernel;
    exports.encodeEntryIds(from, to);
    this.pages.widenByTexts();
    this.pages.addDeflated(to - from, () => exports.deflateEntryIds(from, to));
  }

  async finish(): Promise<ColumnChunk> {
    return this.pages.chunk("PLAIN");
  }
}

/** `is_error`, a bit a row. */
export class ErrorColumn implements KernelColumn {
  private readonly pages: ChunkPages;

  constructor(
    private readonly kernel: LogKernel,
    compressor: PageCompressor,
  ) {
    this.pages = new ChunkPages(kernel, compressor);
  }

  get waitingBytes(): number {
    return this.pages.waitingBytes;
  }

  add(from: number, to: number): void {
    const { exports } = this.kernel;
    exports.encodeErrors(from, to);
    this.pages.widen(exports.least.value === 1, exports.most.value === 1);
    this.pages.addValues(to - from, 0, "PLAIN");
  }

  async finish(): Promise<ColumnChunk> {
    return this.pages.chunk("PLAIN");
  }
}

/** Texts that hardly repeat: raw records, as duplicates are gone; and large ones, of which a dictionary holds few. */
export class PlainTextsColumn implements KernelColumn {
  private readonly pages: ChunkPages;

  constructor(
    private readonly kernel: LogKernel,
    private readonly name: TextColumnName,
    compressor: PageCompressor,
    private readonly isNullable: boolean,
  ) {
    this.pages = new ChunkPages(kernel, compressor);
  }

  get waitingBytes(): number {
    return this.pages.waitingBytes;
  }

  add(from: number, to: number): void {
    const { exports } = this.kernel;
    exports.encodePlainTexts(exports[this.name].value, from, to, this.isNullable);
    this.pages.widenByTexts();
    this.pages.addValues(to - from, exports.nulls.value, "PLAIN");
  }

  async finish(): Promise<ColumnChunk> {
    return this.pages.chunk("PLAIN");
  }
}

/** `byte_offset`: different in each row. */
export class OffsetColumn implements KernelColumn {
  private readonly pages: ChunkPages;

  constructor(
    private readonly kernel: LogKernel,
    compressor: PageCompressor,
  ) {
    this.pages = new ChunkPages(kernel, compressor);
  }

  get waitingBytes(): number {
    return this.pages.waitingBytes;
  }

  add(from: number, to: number): void {
    const { exports } = this.kernel;
    exports.encodeOffsets(from, to);
    this.pages.widen(BigInt(exports.least.value), BigInt(exports.most.value));
    this.pages.addValues(to - from, 0, "PLAIN");
  }

  async finish(): Promise<ColumnChunk> {
    return this.pages.chunk("PLAIN");
  }
}
