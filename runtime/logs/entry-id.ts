import { hashBytes } from "../hashing/murmur3";

/** The hash of an entry's bytes, as four words in `out`. */
export function hashEntry(bytes: Uint8Array, out: Uint32Array): void {
  hashBytes(bytes, 0, bytes.length, out);
}

/** The published `entry_id`: the hash's 16 bytes as hex, each word little-endian, as the reference code writes it. */
export function entryId(words: Uint32Array): string {
  const bytes = Buffer.alloc(16);
  for (let index = 0; index < 4; index += 1) bytes.writeUInt32LE(words[index] ?? 0, index * 4);
  return bytes.toString("hex");
}
