import { bitPackedBytes, writeBitPackedRun } from "./bit-packing";
import { ByteBuffer, textView } from "./byte-buffer";
import { type ColumnChunk, type ColumnWriter, type Page, pageBounds } from "./page";

/**
 * A column of lists of text, none of them NULL and none holding NULL: the three-level form of
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists with definition and repetition levels
 * of one bit. Its rows are few (reasons of quarantined records), so they wait as they came.
 */
export class TextListColumn implements ColumnWriter {
  private lists: (readonly string[])[] = [];
  private textLength = 0;

  get rows(): number {
    return this.lists.length;
  }

  get byteLength(): number {
    return this.textLength;
  }

  append(list: readonly string[]): void {
    this.lists.push(list);
    for (const text of list) this.textLength += text.length + 4;
  }

  appendNull(): void {
    throw new Error("a list column of the contracts is never NULL");
  }

  takeChunk(): ColumnChunk {
    const { lists } = this;
    this.lists = [];
    this.textLength = 0;
    const pages = [...pageBounds(lists.length)].map(({ from, to }) => listPage(lists.slice(from, to)));
    const texts = lists.flat().sort();
    const [min, max] = [texts[0], texts.at(-1)];
    return {
      pages,
      encodings: ["PLAIN", "RLE"],
      valueCount: pages.reduce((count, page) => count + page.valueCount, 0),
      nullCount: 0,
      ...(min !== undefined &&
        max !== undefined && { range: { min: Buffer.from(min), max: Buffer.from(max) } }),
    };
  }
}

function listPage(lists: readonly (readonly string[])[]): Page {
  const repetition: number[] = [];
  const definition: number[] = [];
  const values = new ByteBuffer(1 << 12);
  for (const list of lists) {
    if (list.length === 0) {
      repetition.push(0);
      definition.push(0);
    }
    for (const [index, text] of list.entries()) {
      repetition.push(index === 0 ? 0 : 1);
      definition.push(1);
      const { view, length } = textView(text);
      values.appendText(view, 0, length);
    }
  }
  const body = Buffer.concat([
    levels(repetition),
    levels(definition),
    values.bytes.subarray(0, values.length),
  ]);
  return { type: "DATA_PAGE", valueCount: repetition.length, encoding: "PLAIN", body };
}

/** Levels of one bit each, with their length before them. */
function levels(values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(4 + bitPackedBytes(values.length, 1));
  const end = writeBitPackedRun(bytes, 4, values, 0, values.length, 1);
  bytes.writeUInt32LE(end - 4, 0);
  return bytes.subarray(0, end);
}
