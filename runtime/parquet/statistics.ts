import type { SchemaElement } from "hyparquet";
import type { StatisticsValue } from "./page";

/** Longer minima and maxima are cut; the file says so. */
const LONGEST_BYTES = 64;
const LAST_CODE_POINT = 0x10ffff;

/** A bound as the footer holds it; `isExact` is false when it is a shorter text below or above the real one. */
export interface Bound {
  readonly bytes: Uint8Array;
  readonly isExact: boolean;
}

/** The bytes of a minimum or maximum: https://parquet.apache.org/docs/file-format/metadata/, `Statistics`. */
export function boundOf(type: SchemaElement["type"], value: StatisticsValue, isMax: boolean): Bound {
  if (value instanceof Uint8Array) return textBound(value, isMax);
  const bytes = Buffer.alloc(type === "BOOLEAN" ? 1 : type === "INT32" ? 4 : 8);
  if (type === "BOOLEAN") bytes.writeUInt8(Number(value));
  else if (type === "INT32") bytes.writeInt32LE(Number(value));
  else if (type === "INT64") bytes.writeBigInt64LE(BigInt(value));
  else bytes.writeDoubleLE(Number(value));
  return { bytes, isExact: true };
}

/** Cut between two characters; a maximum ends with a character greater than the one it had there. */
function textBound(bytes: Uint8Array, isMax: boolean): Bound {
  if (bytes.length <= LONGEST_BYTES) return { bytes, isExact: true };
  let end = LONGEST_BYTES;
  while (isContinuation(bytes[end])) end -= 1;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString("utf8");
  if (!isMax) return { bytes: Buffer.from(text), isExact: false };
  const characters = [...text];
  for (let character = characters.pop(); character !== undefined; character = characters.pop()) {
    const bound = Buffer.from(characters.join("") + successor(character));
    if (character.codePointAt(0) !== LAST_CODE_POINT && bound.length <= LONGEST_BYTES)
      return { bytes: bound, isExact: false };
  }
  return { bytes, isExact: true };
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** The next code point that UTF-8 has: surrogates are none. */
function successor(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === LAST_CODE_POINT) return "";
  return String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1);
}
