import type { ColumnChunk } from "../../parquet/page";
import type { KernelColumn } from "./chunk-pages";

/** A row group in the making: pages of earlier blocks, compressed or on their way there. */
export class RowGroup {
  rows = 0;

  /** @param columns of the file's contract, in its order */
  constructor(private readonly columns: readonly KernelColumn[]) {}

  /** Bytes that wait in memory at the most. It depends on the rows alone, not on how fast pages are compressed. */
  get waitingBytes(): number {
    return this.columns.reduce((bytes, column) => bytes + column.waitingBytes, 0);
  }

  /** Takes the rows that have the places [from, to) in the block's order. */
  add(from: number, to: number): void {
    for (const column of this.columns) column.add(from, to);
    this.rows += to - from;
  }

  /** Ends the row group, which is of no more use. */
  async finish(): Promise<readonly ColumnChunk[]> {
    const chunks: ColumnChunk[] = [];
    for (const column of this.columns) chunks.push(await column.finish());
    return chunks;
  }
}
