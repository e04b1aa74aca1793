const WORDS = 4;
const FIRST_CAPACITY = 1024;
const MAX_LOAD = 0.6;

/**
 * A set of 128-bit hashes in one typed array, with open addressing: 16 bytes a slot and at most 60 % of the
 * slots used. A JavaScript Set of 2,000,000 strings would take about 200 MB, this takes 64.
 */
export class HashSet {
  private slots: Uint32Array;
  private mask: number;
  private count = 0;

  /** @param expected number of hashes that fit without growing */
  constructor(expected = 0) {
    let capacity = FIRST_CAPACITY;
    while (capacity * MAX_LOAD < expected) capacity *= 2;
    this.slots = new Uint32Array(capacity * WORDS);
    this.mask = capacity - 1;
  }

  get size(): number {
    return this.count;
  }

  /** Whether the set holds the hash in words [at, at + 4) of `words`. */
  has(words: Uint32Array, at = 0): boolean {
    return this.slots[this.find(words, at) + 3] !== 0;
  }

  /** Adds a hash; false when it was there. */
  add(words: Uint32Array, at = 0): boolean {
    const slot = this.find(words, at);
    if (this.slots[slot + 3] !== 0) return false;
    this.write(slot, words, at);
    this.count++;
    if (this.count > (this.mask + 1) * MAX_LOAD) this.grow();
    return true;
  }

  /** Index of the hash's slot, or of the free slot where it belongs. */
  private find(words: Uint32Array, at: number): number {
    const { slots, mask } = this;
    const last = lastWord(words, at);
    let slot = (words[at] as number) & mask;
    for (;;) {
      const index = slot * WORDS;
      const found = slots[index + 3];
      if (found === 0) return index;
      if (
        found === last &&
        slots[index] === words[at] &&
        slots[index + 1] === words[at + 1] &&
        slots[index + 2] === words[at + 2]
      ) {
        return index;
      }
      slot = (slot + 1) & mask;
    }
  }

  private write(index: number, words: Uint32Array, at: number): void {
    this.slots[index] = words[at] as number;
    this.slots[index + 1] = words[at + 1] as number;
    this.slots[index + 2] = words[at + 2] as number;
    this.slots[index + 3] = lastWord(words, at);
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    this.mask = this.slots.length / WORDS - 1;
    for (let index = 0; index < old.length; index += WORDS) {
      if (old[index + 3] !== 0) this.write(this.find(old, index), old, index);
    }
  }
}

/** 0 marks a free slot, so a last word of 0 is kept as 1: 127 bits and a half still tell hashes apart. */
function lastWord(words: Uint32Array, at: number): number {
  return (words[at + 3] as number) || 1;
}
