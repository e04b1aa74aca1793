import { bitPackedBytes, bitWidth, writeBitPackedRun } from "../../parquet/bit-packing";
import { type ColumnChunk, type Encoding, pageBounds } from "../../parquet/page";
import type { PageCompressor } from "../../parquet/page-compressor";
import { rleRun } from "../../parquet/rle-run";
import type { KernelColumn } from "./chunk-pages";
import type { LogKernel } from "./log-kernel";

const ENCODING: Encoding = "PLAIN_DICTIONARY";

/**
 * `reasons`: a list of texts a row, none of them NULL and none empty: the three-level form of
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists with repetition and definition levels of
 * one bit. Reasons are few, so their numbers in a dictionary are what the pages hold.
 */
export class ReasonsColumn implements KernelColumn {
  private readonly rowLists: number[] = [];

  /** @param lists the lists of reasons whose numbers the kernel's rows hold; more may come while rows do */
  constructor(
    private readonly kernel: LogKernel,
    private readonly compressor: PageCompressor,
    private readonly lists: readonly (readonly string[])[],
  ) {}

  get waitingBytes(): number {
    return this.rowLists.length * 4;
  }

  add(from: number, to: number): void {
    this.kernel.exports.encodeReasons(from, to);
    const { page } = this.kernel;
    for (let at = 0; at < page.length; at += 4) this.rowLists.push(page.readUInt32LE(at));
  }

  async finish(): Promise<ColumnChunk> {
    const { rowLists, compressor } = this;
    const used = new Set(rowLists);
    const lists = this.lists.map((list, index) => (used.has(index) ? list : []));
    const reasons = [...new Set(lists.flat())];
    const numbersOf = lists.map((list) => list.map((reason) => reasons.indexOf(reason)));
    const texts = reasons.map((reason) => Buffer.from(reason)).sort(Buffer.compare);
    const dictionary = Buffer.concat(reasons.flatMap((reason) => [lengthOf(reason), Buffer.from(reason)]));
    const pages = [...pageBounds(rowLists.length)].map(({ from, to }) =>
      listPage(rowLists.slice(from, to), numbersOf, bitWidth(reasons.length - 1)),
    );
    const [min, max] = [texts[0], texts.at(-1)];
    return {
      pages: [
        compressor.compress({
          type: "DICTIONARY_PAGE",
          valueCount: reasons.length,
          encoding: ENCODING,
          body: dictionary,
        }),
        ...pages.map(({ valueCount, body }) =>
          compressor.compress({ type: "DATA_PAGE", valueCount, encoding: ENCODING, body }),
        ),
      ],
      encodings: [ENCODING, "RLE"],
      valueCount: pages.reduce((count, { valueCount }) => count + valueCount, 0),
      nullCount: 0,
      ...(min !== undefined && max !== undefined && { range: { min, max } }),
    };
  }
}

/** A data page of rows by the numbers of their lists. */
function listPage(
  rowLists: readonly number[],
  numbersOf: readonly (readonly number[])[],
  width: number,
): { valueCount: number; body: Buffer } {
  const repetition: number[] = [];
  const numbers: number[] = [];
  for (const list of rowLists) {
    let isRepeated = 0;
    for (const number of numbersOf[list] ?? []) {
      repetition.push(isRepeated);
      numbers.push(number);
      isRepeated = 1;
    }
  }
  const valueCount = numbers.length;
  const body = Buffer.concat([
    levels(repetition),
    levels(repetition.map(() => 1)),
    Buffer.from([width]),
    runOf(numbers, width),
  ]);
  return { valueCount, body };
}

/** Levels of one bit each, with their length before them. */
function levels(values: readonly number[]): Buffer {
  const run = runOf(values, 1);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(run.length);
  return Buffer.concat([length, run]);
}

/** Nearly all rejected entries have one reason, and nearly all the same: one short run then. */
function runOf(values: readonly number[], width: number): Buffer {
  const [first = 0] = values;
  if (width <= 8 && values.every((value) => value === first)) return rleRun(first, values.length);
  const bytes = Buffer.allocUnsafe(bitPackedBytes(values.length, width));
  return bytes.subarray(0, writeBitPackedRun(bytes, 0, values, 0, values.length, width));
}

function lengthOf(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(text));
  return length;
}
