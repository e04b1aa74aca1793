import { bitPackedBytes, bitWidth, writeBitPackedRun } from "./bit-packing";
import { ByteBuffer } from "./byte-buffer";
import type { DefinitionLevels } from "./definition-levels";
import { type Encoding, type Page, pageBounds } from "./page";

/** The pages of one row group, encoded one behind the other into memory that is kept from group to group. */
export class PageBuffer {
  private readonly buffer = new ByteBuffer(1 << 12);
  private begun: (Omit<Page, "body"> & { readonly from: number })[] = [];

  /** Begins a page: what is appended until the next one begins is its body. */
  begin(type: Page["type"], valueCount: number, encoding: Encoding): ByteBuffer {
    this.begun.push({ type, valueCount, encoding, from: this.buffer.length });
    return this.buffer;
  }

  /**
   * A data page for each part of the chunk, with its definition levels if the column has such.
   *
   * @param pageValues values before each page, NULLs not counted
   */
  addDataPages(
    rows: number,
    pageValues: readonly number[],
    values: number,
    levels: DefinitionLevels | undefined,
    encoding: Encoding,
    appendValues: (target: ByteBuffer, start: number, end: number) => void,
  ): void {
    for (const [index, { from, to }] of [...pageBounds(rows)].entries()) {
      const target = this.begin("DATA_PAGE", to - from, encoding);
      levels?.appendTo(target, from, to);
      appendValues(target, pageValues[index] ?? 0, pageValues[index + 1] ?? values);
    }
  }

  /** The pages since the last call; their bodies are valid until `reset`. */
  take(): Page[] {
    const { begun } = this;
    // Should the memory grow for a later page, these keep the memory they were encoded into.
    const { bytes, length } = this.buffer;
    this.begun = [];
    return begun.map(({ from, ...page }, index) => ({
      ...page,
      body: bytes.subarray(from, begun[index + 1]?.from ?? length),
    }));
  }

  /** Empties it: the row group is stored. */
  reset(): void {
    this.buffer.length = 0;
  }
}

/** Appends numbers of dictionary values as a data page holds them: the width of one, then a bit-packed run. */
export function appendIndexes(
  target: ByteBuffer,
  indexes: ArrayLike<number>,
  start: number,
  end: number,
  dictionarySize: number,
): void {
  const width = bitWidth(dictionarySize - 1);
  target.reserve(1 + bitPackedBytes(end - start, width));
  target.bytes[target.length] = width;
  target.length = writeBitPackedRun(target.bytes, target.length + 1, indexes, start, end, width);
}
