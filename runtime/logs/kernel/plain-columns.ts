import type { ColumnChunk } from "../../parquet/page";
import type { PageCompressor } from "../../parquet/page-compressor";
import { ChunkPages, type KernelColumn } from "./chunk-pages";
import type { TextColumnName } from "./kernel-exports";
import type { LogKernel } from "./log-kernel";

/** A column of PLAIN pages: one for each block of rows. */
abstract class PlainColumn implements KernelColumn {
  protected readonly pages: ChunkPages;

  constructor(
    protected readonly kernel: LogKernel,
    compressor: PageCompressor,
  ) {
    this.pages = new ChunkPages(kernel, compressor);
  }

  abstract add(from: number, to: number): void;

  get waitingBytes(): number {
    return this.pages.waitingBytes;
  }

  async finish(): Promise<ColumnChunk> {
    return this.pages.chunk("PLAIN");
  }
}

/** `entry_id`: each row's hash as 32 hex digits. */
export class EntryIdColumn extends PlainColumn {
  add(from: number, to: number): void {
    const { exports } = this.kernel;
    exports.encodeEntryIds(from, to);
    this.pages.widenByTexts();
    this.pages.addDeflated(to - from, () => exports.deflateEntryIds(from, to));
  }
}

/** `is_error`, a bit a row. */
export class ErrorColumn extends PlainColumn {
  add(from: number, to: number): void {
    const { exports } = this.kernel;
    exports.encodeErrors(from, to);
    this.pages.widen(exports.least.value === 1, exports.most.value === 1);
    this.pages.addValues(to - from, 0, "PLAIN");
  }
}

/** Texts that hardly repeat: raw records, as duplicates are gone; and large ones, of which a dictionary holds few. */
export class PlainTextsColumn extends PlainColumn {
  constructor(
    kernel: LogKernel,
    private readonly name: TextColumnName,
    compressor: PageCompressor,
    private readonly isNullable: boolean,
  ) {
    super(kernel, compressor);
  }

  add(from: number, to: number): void {
    const { exports } = this.kernel;
    exports.encodePlainTexts(exports[this.name].value, from, to, this.isNullable);
    this.pages.widenByTexts();
    this.pages.addValues(to - from, exports.nulls.value, "PLAIN");
  }
}

/** `byte_offset`: different in each row. */
export class OffsetColumn extends PlainColumn {
  add(from: number, to: number): void {
    const { exports } = this.kernel;
    exports.encodeOffsets(from, to);
    this.pages.widen(BigInt(exports.least.value), BigInt(exports.most.value));
    this.pages.addValues(to - from, 0, "PLAIN");
  }
}
