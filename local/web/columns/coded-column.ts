import type { CodeArray } from "../../warehouse/read-codes";

/** Room for rows that are appended later, as a part of those that are there. */
const SPARE_SHARE = 1 / 16;
const LEAST_SPARE = 65_536;

type Value = string | number | null;

/**
 * One column: a code for each row, 0 for NULL, the others by the time that their value was first seen. It does not
 * change; a longer one shares its array.
 */
export class CodedColumn {
  static readonly EMPTY = new CodedColumn(new Uint8Array(0), 0, 1, [null]);

  #order: Uint32Array | undefined;

  private constructor(
    /** The codes and room for more. */
    readonly room: CodeArray,
    private readonly length: number,
    /** Number of codes, that of NULL counted. */
    readonly size: number,
    /** Value of each code, null first; of a column that is only told apart they are not kept. */
    readonly values: readonly Value[],
  ) {}

  get codes(): CodeArray {
    return this.room.subarray(0, this.length) as CodeArray;
  }

  /** All codes but that of NULL, ascending by value. */
  get order(): Uint32Array {
    this.#order ??= ordered(this.values);
    return this.#order;
  }

  /** A column with further codes, and with further rows whose codes the caller writes into its room. */
  grown(rowCount: number, size: number, newValues: readonly Value[]): CodedColumn {
    const values = newValues.length === 0 ? this.values : [...this.values, ...newValues];
    const length = this.length + rowCount;
    const hasRoom = length <= this.room.length && bytesOf(size) === this.room.BYTES_PER_ELEMENT;
    const spare = this.length === 0 ? 0 : Math.max(LEAST_SPARE, Math.ceil(length * SPARE_SHARE));
    const room = hasRoom ? this.room : codeArray(size, length + spare);
    if (!hasRoom) room.set(this.codes);
    return new CodedColumn(room, length, size, values);
  }
}

/** Room for so many codes below `size`. */
export function codeArray(size: number, length: number): CodeArray {
  const bytes = bytesOf(size);
  if (bytes === 1) return new Uint8Array(length);
  return bytes === 2 ? new Uint16Array(length) : new Uint32Array(length);
}

function bytesOf(size: number): 1 | 2 | 4 {
  if (size <= 1 << 8) return 1;
  return size <= 1 << 16 ? 2 : 4;
}

function ordered(values: readonly Value[]): Uint32Array {
  const compare = (one: number, other: number): number => {
    const [a, b] = [values[one] ?? 0, values[other] ?? 0];
    if (a === b) return 0;
    return a < b ? -1 : 1;
  };
  return Uint32Array.from(values.keys()).subarray(1).sort(compare);
}
