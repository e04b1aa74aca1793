const FIRST_CAPACITY = 1024;
const MAX_LOAD = 0.6;

/**
 * A set of hashes in one typed array, with open addressing and at most 60 % of the slots used.
 * A JavaScript Set of 2,000,000 strings would take about 200 MB; this takes 64 for hashes of 128 bits, 32 for 64.
 */
export class HashSet {
  private slots: Uint32Array;
  private mask: number;
  private count = 0;
  /** Place of the word in a slot that is 0 where the slot is free. */
  private readonly last: number;

  /**
   * @param words 32-bit words a hash has
   * @param expected number of hashes that fit without growing
   */
  constructor(
    private readonly words: 2 | 4,
    expected = 0,
  ) {
    let capacity = FIRST_CAPACITY;
    while (capacity * MAX_LOAD < expected) capacity *= 2;
    this.slots = new Uint32Array(capacity * words);
    this.mask = capacity - 1;
    this.last = words - 1;
  }

  get size(): number {
    return this.count;
  }

  /** The slots of the table, `words` words each, the last of which is 0 where the slot is free. */
  get table(): Uint32Array {
    return this.slots;
  }

  /** Whether the set holds the hash that begins at word `at` of `source`. */
  has(source: Uint32Array, at = 0): boolean {
    return this.slots[this.find(source, at) + this.last] !== 0;
  }

  /** Adds a hash; false when it was there. */
  add(source: Uint32Array, at = 0): boolean {
    const slot = this.find(source, at);
    if (this.slots[slot + this.last] !== 0) return false;
    this.write(slot, source, at);
    this.count++;
    if (this.count > (this.mask + 1) * MAX_LOAD) this.grow();
    return true;
  }

  /** Index of the hash's slot, or of the free slot where it belongs. */
  private find(source: Uint32Array, at: number): number {
    const { slots, mask, words, last } = this;
    const lastWord = nonZero(source[at + last] as number);
    let slot = (source[at] as number) & mask;
    for (;;) {
      const index = slot * words;
      const found = slots[index + last];
      if (found === 0) return index;
      if (
        found === lastWord &&
        slots[index] === source[at] &&
        (words === 2 || this.sameMiddle(index, source, at))
      ) {
        return index;
      }
      slot = (slot + 1) & mask;
    }
  }

  private sameMiddle(index: number, source: Uint32Array, at: number): boolean {
    return this.slots[index + 1] === source[at + 1] && this.slots[index + 2] === source[at + 2];
  }

  private write(index: number, source: Uint32Array, at: number): void {
    for (let word = 0; word < this.last; word++) this.slots[index + word] = source[at + word] as number;
    this.slots[index + this.last] = nonZero(source[at + this.last] as number);
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    this.mask = this.slots.length / this.words - 1;
    for (let index = 0; index < old.length; index += this.words) {
      if (old[index + this.last] !== 0) this.write(this.find(old, index), old, index);
    }
  }
}

/** 0 marks a free slot, so a last word of 0 is kept as 1: that costs a hash one value in 4,294,967,296. */
export function nonZero(word: number): number {
  return word || 1;
}
