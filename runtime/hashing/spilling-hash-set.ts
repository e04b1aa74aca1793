import { tmpdir } from "node:os";
import { HashFile } from "./hash-file";
import { HashSet, nonZero } from "./hash-set";

/** A table of these takes 268 MB: with what else a function of 1,769 MB holds, it fits. */
const MOST_IN_MEMORY = 20_000_000;

/**
 * A set of 64-bit hashes of any size: what is more than memory should hold lies in files, at 1.7 bytes of memory a
 * hash. Half as fast as a HashSet once it has spilled.
 */
export class SpillingHashSet {
  private readonly files: HashFile[] = [];
  private inMemory: HashSet;

  /**
   * @param expected number of hashes that fit without growing
   * @param mostInMemory hashes in memory, from which on they go to a file
   */
  constructor(
    expected = 0,
    private readonly mostInMemory = MOST_IN_MEMORY,
    private readonly folder = tmpdir(),
  ) {
    this.inMemory = new HashSet(2, Math.min(expected, mostInMemory));
  }

  /**
   * Adds the hash of the first two words; false when it was there.
   *
   * @throws Error ENOSPC when there is no room for what memory should not hold
   */
  add(hash: Uint32Array): boolean {
    if (this.files.length > 0 && this.isInFile(hash[0] as number, nonZero(hash[1] as number))) return false;
    if (!this.inMemory.add(hash)) return false;
    if (this.inMemory.size >= this.mostInMemory) {
      this.files.push(new HashFile(this.inMemory.table, this.folder));
      this.inMemory = new HashSet(2);
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
