import type { ColumnChunk, StatisticsValue } from "../../parquet/page";
import type { PageCompressor } from "../../parquet/page-compressor";
import { rleRun } from "../../parquet/rle-run";
import type { KernelColumn } from "./chunk-pages";

/** Width of the number of the one dictionary value. */
const WIDTH = 1;

/** A column of one value in every row: a dictionary of it, and one run of its number. */
export class ConstantColumn implements KernelColumn {
  readonly waitingBytes = 0;
  private rows = 0;

  /** @param plain the value as it lies in a PLAIN page */
  private constructor(
    private readonly value: StatisticsValue,
    private readonly plain: Buffer,
    private readonly compressor: PageCompressor,
  ) {}

  static ofText(text: string, compressor: PageCompressor): ConstantColumn {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return new ConstantColumn(bytes, Buffer.concat([length, bytes]), compressor);
  }

  static of64Bits(number: number, compressor: PageCompressor): ConstantColumn {
    const plain = Buffer.alloc(8);
    plain.writeBigInt64LE(BigInt(number));
    return new ConstantColumn(BigInt(number), plain, compressor);
  }

  add(from: number, to: number): void {
    this.rows += to - from;
  }

  async finish(): Promise<ColumnChunk> {
    const { rows, value, plain, compressor } = this;
    const numbers = Buffer.concat([Buffer.from([WIDTH]), rleRun(0, rows)]);
    const encoding = "PLAIN_DICTIONARY";
    return {
      pages: [
        compressor.compress({ type: "DICTIONARY_PAGE", valueCount: 1, encoding, body: plain }),
        compressor.compress({ type: "DATA_PAGE", valueCount: rows, encoding, body: numbers }),
      ],
      encodings: [encoding, "RLE"],
      valueCount: rows,
      nullCount: 0,
      range: { min: value, max: value },
    };
  }
}
