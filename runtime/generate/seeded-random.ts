/** Random numbers that a seed repeats exactly, on every machine (Mulberry32, 32 bits of state). Not for secrets. */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in this share of the calls, 0 to 1. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of the items, all equally likely. */
  pick<T>(items: readonly [T, ...T[]]): T {
    // The index is always inside; an item may itself be null.
    return items[Math.floor(this.next() * items.length)] as T;
  }

  /** One of the items, as likely as its weight; the weights need not add up to 1. */
  pickWeighted<T>(items: readonly [Weighted<T>, ...Weighted<T>[]]): T {
    let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return items[0][0];
  }
}

/** An item and how likely it is. */
export type Weighted<T> = readonly [item: T, weight: number];
