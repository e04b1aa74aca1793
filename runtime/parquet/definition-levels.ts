import { bitPackedBytes, writeBitPackedRun } from "./bit-packing";
import type { Page } from "./page";

/** Which rows of a nullable column hold a value: 1 where one does. */
export class DefinitionLevels {
  private levels = new Uint8Array(1024);
  nullCount = 0;

  set(row: number, isDefined: 0 | 1): void {
    if (row === this.levels.length) {
      const larger = new Uint8Array(this.levels.length * 2);
      larger.set(this.levels);
      this.levels = larger;
    }
    this.levels[row] = isDefined;
    this.nullCount += 1 - isDefined;
  }

  isDefined(row: number): boolean {
    return this.levels[row] === 1;
  }

  /** A data page of the rows [from, to): the levels with their length before them, then the values. */
  page(from: number, to: number, values: Uint8Array, encoding: Page["encoding"]): Page {
    const body = Buffer.allocUnsafe(4 + bitPackedBytes(to - from, 1) + values.length);
    const end = writeBitPackedRun(body, 4, this.levels, from, to, 1);
    body.writeUInt32LE(end - 4, 0);
    body.set(values, end);
    return {
      type: "DATA_PAGE",
      valueCount: to - from,
      encoding,
      body: body.subarray(0, end + values.length),
    };
  }

  reset(): void {
    this.nullCount = 0;
  }
}
