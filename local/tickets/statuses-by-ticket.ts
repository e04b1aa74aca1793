const FIRST_CAPACITY = 1024;
const MAX_LOAD = 0.6;
const WORDS_PER_TICKET = 2;
/** The low bits of a ticket's second word: one for each status that it was seen with, so never all 0. */
const STATUSES = 0b1111;

/**
 * Remembers which statuses each ticket was seen with, in 8 bytes a ticket at a load of at most 60 %.
 *
 * A ticket is known by 60 bits of hash: among 2,000,000 two share them with a chance of 1 in 500,000, and then only
 * a count is off.
 */
export class StatusesByTicket {
  private slots: Uint32Array;
  private count = 0;

  /** @param expected about how many tickets there will be: a table that does not grow takes half of the memory */
  constructor(expected: number) {
    let capacity = FIRST_CAPACITY;
    while (capacity * MAX_LOAD < expected) capacity *= 2;
    this.slots = new Uint32Array(capacity * WORDS_PER_TICKET);
  }

  /** Number of tickets. */
  get size(): number {
    return this.count;
  }

  /**
   * Adds a status of a ticket.
   *
   * @param first 32 bits of the ticket's hash
   * @param second 32 bits more, of which the low four do not count
   * @param status one bit of four
   * @returns the bits of the statuses that it had before, 0 for a new ticket
   */
  add(first: number, second: number, status: number): number {
    const index = this.find(first, second);
    const before = (this.slots[index + 1] as number) & STATUSES;
    this.slots[index] = first;
    this.slots[index + 1] = (second & ~STATUSES) | before | status;
    if (before === 0 && ++this.count > (this.slots.length / WORDS_PER_TICKET) * MAX_LOAD) this.grow();
    return before;
  }

  /** Index of the ticket's words, or of the free ones where they belong. */
  private find(first: number, second: number): number {
    const { slots } = this;
    const last = slots.length - 1;
    let index = (first * WORDS_PER_TICKET) & last;
    for (;;) {
      const found = slots[index + 1] as number;
      if (found === 0) return index;
      if (slots[index] === first && ((found ^ second) & ~STATUSES) === 0) return index;
      index = (index + WORDS_PER_TICKET) & last;
    }
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let index = 0; index < old.length; index += WORDS_PER_TICKET) {
      const [first, second] = [old[index] as number, old[index + 1] as number];
      if (second === 0) continue;
      const place = this.find(first, second);
      this.slots[place] = first;
      this.slots[place + 1] = second;
    }
  }
}
