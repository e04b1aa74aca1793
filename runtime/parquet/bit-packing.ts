/**
 * One bit-packed run of the RLE/bit-packing hybrid: a varint header, then the values [from, to) in `width` bits each,
 * lowest bit first. https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 *
 * @returns the next free index of `out`, which must have room for bitPackedBytes
 */
export function writeBitPackedRun(
  out: Uint8Array,
  at: number,
  values: ArrayLike<number>,
  from: number,
  to: number,
  width: number,
): number {
  const count = to - from;
  const groups = (count + 7) >> 3;
  let index = at;
  let header = groups * 2 + 1;
  while (header > 127) {
    out[index++] = (header & 127) | 128;
    header >>>= 7;
  }
  out[index++] = header;
  let bits = 0;
  let bitCount = 0;
  for (let offset = 0; offset < groups * 8; offset++) {
    const value = offset < count ? (values[from + offset] as number) : 0;
    bits |= value << bitCount;
    bitCount += width;
    while (bitCount >= 8) {
      out[index++] = bits & 255;
      bits >>>= 8;
      bitCount -= 8;
    }
  }
  return index;
}

/** Most bytes that a run of `count` values takes. */
export function bitPackedBytes(count: number, width: number): number {
  return 5 + ((count + 7) >> 3) * width;
}

/** Bits that the numbers 0 to `largest` need; never 0, which some readers do not take. */
export function bitWidth(largest: number): number {
  return Math.max(1, 32 - Math.clz32(largest));
}
