import { nonZero } from "./hash-set";

const FIRST_CAPACITY = 1024;
/** A look-up meets 2.5 slots on average and 8.5 where the hash is new, which lie in one or two cache lines. */
const MAX_LOAD = 0.75;
/** Small steps: 11 to 14 bytes a hash after the first growth. Each moves what is there, 5 times a hash in all. */
const GROWTH = 1.25;
const SLOT_BYTES = 8;
/** Memory grows by these. */
const PAGE_BYTES = 1 << 16;
/** Slots behind the last one that a hash belongs to: what is crowded out there goes on into them. */
const FEWEST_SPARE = 64;
const TWO_32 = 4_294_967_296;
/** A list of hashes holds all 128 bits of each; the set goes by the first two words. */
export const WORDS_A_HASH = 4;

/**
 * A set of 64-bit hashes in one table with open addressing, for so many hashes that memory is what they cost.
 *
 * A hash belongs to a slot in proportion to its first word, so the table is in the order of first words but for
 * neighbours. That lets it grow where it lies, by any factor: with a new table beside the old one (HashSet), the moment
 * of growth takes 27 to 40 bytes a hash. WebAssembly's memory is the kind that JavaScript can lengthen without a copy.
 */
export class OrderedHashSet {
  private readonly memory: WebAssembly.Memory;
  /** Two words a slot, the second of which is 0 where the slot is free. */
  private slots: Uint32Array;
  private capacity: number;
  private count = 0;
  /** Of no meaning: without a use of what is loaded, the compiler would leave out the loads. */
  touched = 0;

  constructor() {
    this.capacity = FIRST_CAPACITY;
    this.memory = new WebAssembly.Memory({ initial: pagesOf(this.capacity) });
    this.slots = new Uint32Array(this.memory.buffer);
  }

  get size(): number {
    return this.count;
  }

  get table(): HashTable {
    return { slots: this.slots, capacity: this.capacity };
  }

  /** Adds a hash; false when it was there. */
  add(first: number, second: number): boolean {
    const last = nonZero(second >>> 0);
    const word = first >>> 0;
    let index = slotOf(word, this.capacity) * 2;
    for (;;) {
      const found = this.slots[index + 1];
      if (found === 0) break;
      // Hashes that were crowded out of the last slots fill all that lay behind them.
      if (found === undefined) this.lengthen(1);
      else if (found === last && this.slots[index] === word) return false;
      else index += 2;
    }
    this.slots[index] = word;
    this.slots[index + 1] = last;
    this.count += 1;
    if (this.count > this.capacity * MAX_LOAD) this.grow(Math.ceil(this.capacity * GROWTH));
    return true;
  }

  /** Makes the table as long as `size` hashes need: to grow on the way there takes a fifth of the time of adding them. */
  reserve(size: number): void {
    const capacity = Math.ceil(size / MAX_LOAD);
    if (capacity > this.capacity) this.grow(capacity);
  }

  /**
   * Brings the slots of hashes to come into the processor's caches: loads that do not depend on each other wait for
   * memory together, those of `add` one after the other.
   *
   * @param from word of `hashes` where the first one begins
   * @param to word behind the last one
   */
  touch(hashes: Uint32Array, from: number, to: number): void {
    const { slots, capacity } = this;
    let words = 0;
    for (let at = from; at < to; at += WORDS_A_HASH)
      words ^= slots[slotOf(hashes[at] as number, capacity) * 2] as number;
    this.touched = words;
  }

  /** Empties it; its memory stays. */
  clear(): void {
    this.slots.fill(0);
    this.count = 0;
  }

  private lengthen(pages: number): void {
    this.memory.grow(pages);
    this.slots = new Uint32Array(this.memory.buffer);
  }

  /** Moves all hashes to the end of a longer table, in order, and from there each to its slot or behind the last one. */
  private grow(capacity: number): void {
    sortRuns(this.slots);
    const pages = pagesOf(Math.max(capacity, endOfOrder(this.slots, capacity)));
    this.lengthen(Math.max(0, pages - this.memory.buffer.byteLength / PAGE_BYTES));
    this.capacity = capacity;
    const { slots } = this;
    let read = packAtEnd(slots);
    slots.fill(0, 0, read);
    // No hash is written over one that is still to be read: those all find room behind it.
    for (let free = 0; read < slots.length; read += 2) {
      const first = slots[read] as number;
      const last = slots[read + 1] as number;
      slots[read + 1] = 0;
      const slot = Math.max(free, slotOf(first, capacity));
      slots[slot * 2] = first;
      slots[slot * 2 + 1] = last;
      free = slot + 1;
    }
  }
}

export interface HashTable {
  /** Two words a slot, the second of which is 0 where the slot is free. */
  readonly slots: Uint32Array;
  /** Slots that hashes belong to; there are some more behind them. */
  readonly capacity: number;
}

/** The slot that a hash belongs to; it is in this one or behind it, with no free one between. */
export function slotOf(first: number, capacity: number): number {
  return Math.floor((first * capacity) / TWO_32);
}

function pagesOf(capacity: number): number {
  return Math.ceil(((capacity + FEWEST_SPARE) * SLOT_BYTES) / PAGE_BYTES);
}

/** Sorts each run of used slots by first words; then all used slots are in order, as each run belongs before the next. */
function sortRuns(slots: Uint32Array): void {
  for (let index = 2; index < slots.length; index += 2) {
    const first = slots[index] as number;
    const last = slots[index + 1] as number;
    if (last === 0) continue;
    let to = index;
    while (to > 0 && slots[to - 1] !== 0 && (slots[to - 2] as number) > first) {
      slots[to] = slots[to - 2] as number;
      slots[to + 1] = slots[to - 1] as number;
      to -= 2;
    }
    slots[to] = first;
    slots[to + 1] = last;
  }
}

/** Slots that hashes in order take, each in its own of `capacity` slots or behind the one before. */
function endOfOrder(slots: Uint32Array, capacity: number): number {
  let free = 0;
  for (let index = 0; index < slots.length; index += 2)
    if (slots[index + 1] !== 0) free = Math.max(free, slotOf(slots[index] as number, capacity)) + 1;
  return free;
}

/** Moves the used slots to the end, in their order; gives the index where they begin. */
function packAtEnd(slots: Uint32Array): number {
  let to = slots.length;
  for (let index = slots.length - 2; index >= 0; index -= 2) {
    if (slots[index + 1] === 0) continue;
    to -= 2;
    slots[to] = slots[index] as number;
    slots[to + 1] = slots[index + 1] as number;
  }
  return to;
}
