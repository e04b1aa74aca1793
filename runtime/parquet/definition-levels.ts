import { bitPackedBytes, writeBitPackedRun } from "./bit-packing";
import type { ByteBuffer } from "./byte-buffer";

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

  /** Appends the levels of the rows [from, to), with their length before them, as a data page begins. */
  appendTo(target: ByteBuffer, from: number, to: number): void {
    target.reserve(4 + bitPackedBytes(to - from, 1));
    const start = target.length;
    const end = writeBitPackedRun(target.bytes, start + 4, this.levels, from, to, 1);
    target.view.setInt32(start, end - start - 4, true);
    target.length = end;
  }

  reset(): void {
    this.nullCount = 0;
  }
}
