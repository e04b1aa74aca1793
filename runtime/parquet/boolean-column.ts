import { DefinitionLevels } from "./definition-levels";
import { type ColumnChunk, type ColumnWriter, PAGE_ROWS } from "./page";
import type { PageBuffer } from "./page-buffer";

/** A column of booleans, a bit each. */
export class BooleanColumn implements ColumnWriter {
  rows = 0;
  private readonly levels: DefinitionLevels | undefined;
  private readonly values: (0 | 1)[] = [];
  private pageValues: number[] = [];

  constructor(isNullable: boolean) {
    if (isNullable) this.levels = new DefinitionLevels();
  }

  get byteLength(): number {
    return this.values.length >> 3;
  }

  append(value: boolean): void {
    this.beginRow(1);
    this.values.push(value ? 1 : 0);
  }

  appendNull(): void {
    this.beginRow(0);
  }

  takeChunk(pages: PageBuffer): ColumnChunk {
    const { values } = this;
    pages.addDataPages(
      this.rows,
      this.pageValues,
      values.length,
      this.levels,
      "PLAIN",
      (target, start, end) => target.append(packBits(values, start, end)),
    );
    const chunk: ColumnChunk = {
      pages: pages.take(),
      encodings: ["PLAIN", "RLE"],
      valueCount: this.rows,
      nullCount: this.levels?.nullCount ?? 0,
      ...(values.length > 0 && { range: { min: !values.includes(0), max: values.includes(1) } }),
    };
    this.rows = 0;
    this.values.length = 0;
    this.pageValues = [];
    this.levels?.reset();
    return chunk;
  }

  private beginRow(isDefined: 0 | 1): void {
    if (this.rows % PAGE_ROWS === 0) this.pageValues.push(this.values.length);
    this.levels?.set(this.rows, isDefined);
    this.rows += 1;
  }
}

function packBits(values: readonly (0 | 1)[], from: number, to: number): Buffer {
  const bytes = Buffer.alloc((to - from + 7) >> 3);
  for (let at = from; at < to; at++) {
    const bit = at - from;
    bytes[bit >> 3] = (bytes[bit >> 3] as number) | ((values[at] as number) << (bit & 7));
  }
  return bytes;
}
