import type { DuckDBConnection } from "@duckdb/node-api";

/** Whole numbers from 0, one array a column, all of one length. */
export type Codes = readonly Uint32Array[];

const FIRST_CAPACITY = 1 << 16;

/**
 * The columns of a query whose cells are whole numbers from 0 to 4,294,967,295. Millions of rows become neither
 * objects nor one long pause: they come chunk by chunk, and other work goes on in between.
 */
export async function readCodes(connection: DuckDBConnection, sql: string): Promise<Codes> {
  const result = await connection.stream(sql);
  let columns = Array.from({ length: result.columnCount }, () => new Uint32Array(FIRST_CAPACITY));
  let length = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const rowCount = chunk.rowCount;
    columns = columns.map((column) => grown(column, length + rowCount));
    columns.forEach((column, index) => {
      const vector = chunk.getColumnVector(index);
      for (let row = 0; row < rowCount; row += 1) column[length + row] = Number(vector.getItem(row));
    });
    length += rowCount;
  }
  return columns.map((column) => column.subarray(0, length));
}

function grown(column: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= column.length) return column;
  const larger = new Uint32Array(Math.max(needed, column.length * 2));
  larger.set(column);
  return larger;
}
