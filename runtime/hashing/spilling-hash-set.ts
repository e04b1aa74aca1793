import { tmpdir } from "node:os";
import { HashFile } from "./hash-file";
import { nonZero } from "./hash-set";
import { OrderedHashSet } from "./ordered-hash-set";

/** A table of these takes 214 to 267 MB: with what else a function of 1,769 MB holds, it fits. */
const MOST_IN_MEMORY = 20_000_000;

/**
 * A set of 64-bit hashes of any size: what is more than memory should hold lies in files, at 1.7 bytes of memory a
 * hash. Half as fast once it has spilled.
 */
export class SpillingHashSet {
  private readonly files: HashFile[] = [];
  private readonly inMemory: OrderedHashSet;

  /**
   * @param expected number of hashes that fit without growing
   * @param mostInMemory hashes in memory, from which on they go to a file
   */
  constructor(
    expected = 0,
    private readonly mostInMemory = MOST_IN_MEMORY,
    private readonly folder = tmpdir(),
  ) {
    this.inMemory = new OrderedHashSet(Math.min(expected, mostInMemory));
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

  /** Lets go of the files; the set cannot be used any more. */
  close(): void {
    for (const file of this.files.splice(0)) file.close();
  }

  private isInFile(first: number, last: number): boolean {
    return this.files.some((file) => file.has(first, last));
  }
}
