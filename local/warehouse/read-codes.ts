import type { DuckDBConnection } from "@duckdb/node-api";

export type CodeArray = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/**
 * Writes the cells of a query, whole numbers that the arrays can hold, one column into each array, its first row to
 * `place`. Millions of rows become neither objects nor one long pause: they come chunk by chunk, and other work goes
 * on in between.
 *
 * @throws RangeError when there are more rows than room for them
 */
export async function readCodes(
  connection: DuckDBConnection,
  sql: string,
  arrays: readonly CodeArray[],
  place: number,
): Promise<void> {
  const result = await connection.stream(sql);
  let next = place;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const rowCount = chunk.rowCount;
    for (const [index, array] of arrays.entries()) {
      if (next + rowCount > array.length) throw new RangeError("more rows came than were counted");
      const vector = chunk.getColumnVector(index);
      for (let row = 0; row < rowCount; row += 1) array[next + row] = vector.getItem(row) as number;
    }
    next += rowCount;
  }
}
