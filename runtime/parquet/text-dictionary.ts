import { ByteBuffer } from "./byte-buffer";

/** A dictionary that is larger saves little and costs readers memory: the column is then written plainly. */
const MOST_VALUES = 16_384;
const MOST_BYTES = 1 << 20;
/** Values after which it shows whether they repeat. */
const FEWEST_TO_JUDGE = 256;
/** Tables begin small: an object may go to a file for each of many dates. */
const FIRST_SLOTS = 64;

/** The distinct texts of a column chunk, in the order of their first appearance. Looked up by their bytes. */
export class TextDictionary {
  private readonly texts = new ByteBuffer(1 << 9);
  /** Where value `i` begins in `texts`, at `i`; its length stands in the four bytes there. */
  private starts = new Int32Array(FIRST_SLOTS + 1);
  /** Open addressing, at most a quarter full; 0 is free, else the value's number plus one. */
  private table = new Int32Array(FIRST_SLOTS * 4);
  count = 0;

  get byteLength(): number {
    return this.texts.length;
  }

  /**
   * Number of the text in source[from, to), added if it is new; -1 when there is no room for it, or when the texts
   * so far (`uses` of them) were hardly ever repeated, so that a dictionary saves nothing.
   */
  indexOf(source: DataView, from: number, to: number, uses: number): number {
    const mask = this.table.length - 1;
    let slot = hashText(source, from, to) & mask;
    for (;;) {
      const entry = this.table[slot] as number;
      if (entry === 0) return this.isUseless(uses, to - from) ? -1 : this.add(source, from, to, slot);
      if (this.equals(entry - 1, source, from, to)) return entry - 1;
      slot = (slot + 1) & mask;
    }
  }

  /** The values as PLAIN ones, valid until the next value is added. */
  get page(): ByteBuffer {
    return this.texts;
  }

  /** Appends a value to PLAIN ones. */
  copyValue(index: number, target: ByteBuffer): void {
    target.appendText(this.texts.view, (this.starts[index] as number) + 4, this.starts[index + 1] as number);
  }

  reset(): void {
    this.texts.length = 0;
    this.count = 0;
    this.table.fill(0);
  }

  private add(source: DataView, from: number, to: number, slot: number): number {
    this.starts[this.count] = this.texts.length;
    this.texts.appendText(source, from, to);
    this.count += 1;
    this.starts[this.count] = this.texts.length;
    this.table[slot] = this.count;
    if (this.count === this.starts.length - 1) this.grow();
    return this.count - 1;
  }

  private isUseless(uses: number, textLength: number): boolean {
    const { count } = this;
    const isFull = count >= MOST_VALUES || this.texts.length + textLength > MOST_BYTES;
    return isFull || (count >= FEWEST_TO_JUDGE && count * 2 > uses);
  }

  private grow(): void {
    const starts = new Int32Array(this.count * 2 + 1);
    starts.set(this.starts);
    this.starts = starts;
    this.table = new Int32Array(this.count * 8);
    const mask = this.table.length - 1;
    for (let index = 0; index < this.count; index++) {
      const from = (starts[index] as number) + 4;
      let slot = hashText(this.texts.view, from, starts[index + 1] as number) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = index + 1;
    }
  }

  /** Compares in words, the last of which may reach behind both texts: what is there does not count. */
  private equals(index: number, source: DataView, from: number, to: number): boolean {
    const { view } = this.texts;
    const own = (this.starts[index] as number) + 4;
    const count = to - from;
    if ((this.starts[index + 1] as number) - own !== count) return false;
    let offset = 0;
    for (; offset + 4 <= count; offset += 4)
      if (view.getInt32(own + offset, true) !== source.getInt32(from + offset, true)) return false;
    const difference = view.getInt32(own + offset, true) ^ source.getInt32(from + offset, true);
    return (difference & lowBytes(count & 3)) === 0;
  }
}

/** A mask of the first `count` bytes of a little-endian word; of at most three. */
function lowBytes(count: number): number {
  return (1 << (count * 8)) - 1;
}

/** Mixes the length and up to 12 bytes of the text: equal texts always meet, and values of one column rarely differ elsewhere. */
function hashText(source: DataView, from: number, to: number): number {
  const count = to - from;
  let hash = count;
  if (count < 12) {
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ source.getUint8(at), 0x01000193);
  } else {
    hash = Math.imul(hash ^ source.getInt32(from, true), 0x5bd1e995);
    hash = Math.imul(hash ^ (hash >>> 15) ^ source.getInt32(from + (count >> 1), true), 0x5bd1e995);
    hash = Math.imul(hash ^ (hash >>> 15) ^ source.getInt32(to - 4, true), 0x5bd1e995);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
