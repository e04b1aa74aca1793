/** The two hex digits of each byte as a little-endian 16-bit word. */
const HEX = Uint16Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(byte.toString(16).padStart(2, "0")).readUInt16LE(0),
);

/**
 * Writes the published `entry_id` to `out`: the 16 bytes of an entry's MurmurHash3 as 32 hex digits, each word
 * little-endian, as the reference code writes it.
 */
export function writeEntryId(words: Uint32Array, out: Buffer): void {
  for (let index = 0; index < 4; index++) {
    const word = words[index] as number;
    const at = index * 8;
    out.writeUInt16LE(HEX[word & 255] as number, at);
    out.writeUInt16LE(HEX[(word >>> 8) & 255] as number, at + 2);
    out.writeUInt16LE(HEX[(word >>> 16) & 255] as number, at + 4);
    out.writeUInt16LE(HEX[word >>> 24] as number, at + 6);
  }
}
