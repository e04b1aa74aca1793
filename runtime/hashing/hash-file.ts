import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type HashTable, slotOf } from "./ordered-hash-set";

/** Bits of the filter for each slot of the table. With four bits set a hash, 0.4 % of strange hashes pass it. */
const FILTER_BITS_PER_SLOT = 8;
const FILTER_PROBES = 4;
/** Bytes of a look into the file: more than any run of used slots that is likely. */
const LOOK_BYTES = 512;

/**
 * The table of a full OrderedHashSet, in a file. A Bloom filter in memory (1.7 bytes a hash) answers nearly
 * all questions about hashes that it does not have; the others cost one read.
 */
export class HashFile {
  private readonly file: number;
  private readonly capacity: number;
  private readonly fileBytes: number;
  private readonly filter: Uint32Array;
  private readonly filterMask: number;
  private readonly look = new Uint32Array(LOOK_BYTES / 4);

  /**
   * @param folder where the file is made; it has no name there, and is gone with the process
   * @throws Error ENOSPC when the disk is full
   */
  constructor({ slots, capacity }: HashTable, folder: string) {
    this.capacity = capacity;
    this.fileBytes = slots.byteLength;
    const filterBits = 2 ** Math.ceil(Math.log2(capacity * FILTER_BITS_PER_SLOT));
    this.filter = new Uint32Array(Math.ceil(filterBits / 32));
    this.filterMask = filterBits - 1;
    for (let at = 0; at < slots.length; at += 2) if (slots[at + 1] !== 0) this.mark(slots, at);
    this.file = openNameless(folder);
    try {
      const bytes = bytesOf(slots);
      for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Whether the table has the hash of two words, the last of them not 0. */
  has(first: number, last: number): boolean {
    return this.mayHave(first, last) && this.find(first, last);
  }

  close(): void {
    closeSync(this.file);
  }

  private find(first: number, last: number): boolean {
    const bytes = bytesOf(this.look);
    for (let at = slotOf(first, this.capacity) * 8; at < this.fileBytes; at += LOOK_BYTES) {
      const read = readSync(this.file, bytes, 0, LOOK_BYTES, at) >> 3;
      for (let index = 0; index < read; index++) {
        const found = this.look[index * 2 + 1];
        if (found === 0) return false;
        if (found === last && this.look[index * 2] === first) return true;
      }
    }
    return false;
  }

  private mark(slots: Uint32Array, at: number): void {
    for (let probe = 0; probe < FILTER_PROBES; probe++) {
      const bit = this.bit(slots[at] as number, slots[at + 1] as number, probe);
      this.filter[bit >>> 5] = (this.filter[bit >>> 5] as number) | (1 << (bit & 31));
    }
  }

  private mayHave(first: number, last: number): boolean {
    for (let probe = 0; probe < FILTER_PROBES; probe++) {
      const bit = this.bit(first, last, probe);
      if (((this.filter[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  /** Kirsch and Mitzenmacher: two hashes give as many as a filter needs. */
  private bit(first: number, last: number, probe: number): number {
    return (last + Math.imul(first | 1, probe)) & this.filterMask;
  }
}

function bytesOf(words: Uint32Array): Buffer {
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength);
}

/** A file that is deleted as soon as it is open: it takes room until it is closed, however the process ends. */
function openNameless(folder: string): number {
  const parent = mkdtempSync(join(folder, "careplus-hashes-"));
  try {
    return openSync(join(parent, "table"), "w+");
  } finally {
    rmSync(parent, { recursive: true });
  }
}
