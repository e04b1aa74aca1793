/**
 * Writes the published `entry_id` to `out`: the 16 bytes of an entry's MurmurHash3 as 32 hex digits, each word
 * little-endian, as the reference code writes it. Four digits at a time: half the time of a table of bytes.
 */
export function writeEntryId(words: Uint32Array, out: DataView): void {
  for (let index = 0; index < 4; index++) {
    const word = words[index] as number;
    out.setInt32(index * 8, hexDigits(word & 0xffff), true);
    out.setInt32(index * 8 + 4, hexDigits(word >>> 16), true);
  }
}

/** The digits of two bytes, the lower one first, as four characters in a little-endian word. */
function hexDigits(bytes: number): number {
  const nibbles =
    ((bytes >>> 4) & 0xf) |
    ((bytes & 0xf) << 8) |
    (((bytes >>> 12) & 0xf) << 16) |
    (((bytes >>> 8) & 0xf) << 24);
  const areLetters = ((nibbles + 0x06060606) >>> 4) & 0x01010101;
  // "0" is 0x30; "a" is 0x61, which is 39 more than 0x30 + 10.
  return nibbles + 0x30303030 + areLetters * 39;
}
