const WORDS = 4;
/** 1 MiB a chunk. */
const HASHES_PER_CHUNK = 65_536;

/** Hashes in order of arrival, 16 bytes each, in chunks: growing copies nothing. */
export class HashList {
  private readonly chunks: Uint32Array[] = [];
  private used = HASHES_PER_CHUNK;

  /** Number of hashes. */
  get size(): number {
    return (
      Math.max(0, this.chunks.length - 1) * HASHES_PER_CHUNK + (this.chunks.length === 0 ? 0 : this.used)
    );
  }

  add(words: Uint32Array): void {
    if (this.used === HASHES_PER_CHUNK) {
      this.chunks.push(new Uint32Array(HASHES_PER_CHUNK * WORDS));
      this.used = 0;
    }
    this.chunks.at(-1)?.set(words, this.used * WORDS);
    this.used++;
  }

  /** The hashes as text, 32 hex digits and a line feed each, in pieces of 2 MiB and a little at the most. */
  *lines(): Generator<Uint8Array> {
    for (const [index, chunk] of this.chunks.entries()) {
      const hashes = index === this.chunks.length - 1 ? this.used : HASHES_PER_CHUNK;
      yield toLines(new Uint8Array(chunk.buffer, 0, hashes * WORDS * chunk.BYTES_PER_ELEMENT));
    }
  }
}

const HEX_DIGITS = Buffer.from("0123456789abcdef");
const HASH_BYTES = 16;
const LF = 0x0a;

function toLines(hashes: Uint8Array): Uint8Array {
  const lines = new Uint8Array((hashes.length / HASH_BYTES) * (2 * HASH_BYTES + 1));
  let at = 0;
  for (const [index, byte] of hashes.entries()) {
    lines[at++] = HEX_DIGITS[byte >> 4] as number;
    lines[at++] = HEX_DIGITS[byte & 15] as number;
    if ((index + 1) % HASH_BYTES === 0) lines[at++] = LF;
  }
  return lines;
}
