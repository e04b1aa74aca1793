import type { ByteBuffer } from "./byte-buffer";

/** Smallest and largest of PLAIN values by their bytes, which for UTF-8 is the order of code points. At least one. */
export function plainTextRange({ bytes, view, length }: ByteBuffer): { min: Buffer; max: Buffer } {
  let minAt = 0;
  let maxAt = 0;
  for (let at = 0; at < length; at += 4 + view.getInt32(at, true)) {
    if (isLess(view, at, minAt)) minAt = at;
    else if (isLess(view, maxAt, at)) maxAt = at;
  }
  const value = (at: number): Buffer => Buffer.from(bytes.subarray(at + 4, at + 4 + view.getInt32(at, true)));
  return { min: value(minAt), max: value(maxAt) };
}

/** Whether the value at `left` sorts before the one at `right`. Big-endian words sort as their bytes do. */
function isLess(view: DataView, left: number, right: number): boolean {
  const leftLength = view.getInt32(left, true);
  const rightLength = view.getInt32(right, true);
  const common = Math.min(leftLength, rightLength);
  let offset = 4;
  for (; offset <= common; offset += 4) {
    const own = view.getUint32(left + offset);
    const other = view.getUint32(right + offset);
    if (own !== other) return own < other;
  }
  for (; offset < common + 4; offset++) {
    const difference = view.getUint8(left + offset) - view.getUint8(right + offset);
    if (difference !== 0) return difference < 0;
  }
  return leftLength < rightLength;
}
