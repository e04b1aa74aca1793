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

  /** The hashes as bytes, 16 each, in pieces of 1 MiB at the most. */
  *bytes(): Generator<Uint8Array> {
    for (const [index, chunk] of this.chunks.entries()) {
      const hashes = index === this.chunks.length - 1 ? this.used : HASHES_PER_CHUNK;
      yield new Uint8Array(chunk.buffer, 0, hashes * WORDS * chunk.BYTES_PER_ELEMENT);
    }
  }
}
