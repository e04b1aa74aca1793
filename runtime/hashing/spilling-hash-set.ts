import { tmpdir } from "node:os";
import { HashFile } from "./hash-file";
import { nonZero } from "./hash-set";
import { OrderedHashSet, WORDS_A_HASH } from "./ordered-hash-set";

/** A table of these takes 214 to 267 MB: with what else a function of 1,769 MB holds, it fits. */
const MOST_IN_MEMORY = 20_000_000;

/**
 * A set of 64-bit hashes of any size: what is more than memory should hold lies in files, at 1.7 bytes of memory a
 * hash. Half as fast once it has spilled.
 */
export class SpillingHashSet {
  private readonly files: HashFile[] = [];
  private readonly inMemory = new OrderedHashSet();

  /** @param mostInMemory hashes in memory, from which on they go to a file */
  constructor(
    private readonly mostInMemory = MOST_IN_MEMORY,
    private readonly folder = tmpdir(),
  ) {}

  get size(): number {
    return this.files.length * this.mostInMemory + this.inMemory.size;
  }

  /** Tells how many hashes it will have, so that it need not grow on the way there. */
  expect(size: number): void {
    this.inMemory.reserve(Math.min(size, this.mostInMemory));
  }

  /**
   * Adds a hash of two words; false when it was there.
   *
   * @throws Error ENOSPC when there is no room for what memory should not hold
   */
  add(first: number, second: number): boolean {
    if (this.files.length > 0 && this.isInFile(first >>> 0, nonZero(second >>> 0))) return false;
    if (!this.inMemory.add(first, second)) return false;
    if (this.inMemory.size >= this.mostInMemory) {
      this.files.push(new HashFile(this.inMemory.table, this.folder));
      this.inMemory.clear();
    }
    return true;
  }

  /**
   * Adds a list of hashes; writes 1 for each that is new, else 0.
   *
   * @param from word of `hashes` where the first one begins
   * @throws Error as `add`
   */
  markNew(hashes: Uint32Array, from: number, isNew: Uint8Array, count: number): void {
    this.inMemory.touch(hashes, from, from + count * WORDS_A_HASH);
    for (let index = 0; index < count; index++) {
      const at = from + index * WORDS_A_HASH;
      isNew[index] = this.add(hashes[at] as number, hashes[at + 1] as number) ? 1 : 0;
    }
  }

  /** Lets go of the files; the set cannot be used any more. */
  close(): void {
    for (const file of this.files.splice(0)) file.close();
  }

  private isInFile(first: number, last: number): boolean {
    return this.files.some((file) => file.has(first, last));
  }
}
