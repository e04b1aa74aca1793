import { BufferView } from "../../runtime/hashing/buffer-view";
import { HashSet } from "../../runtime/hashing/hash-set";
import { hashBytes } from "../../runtime/hashing/murmur3";
import { fieldOffset, lengthBytes, valueBytes } from "./row-packet";

/** 64 bits of hash: among 2,000,000 ids two share one with a chance of 1 in 9,000,000, and only a count is off. */
const WORDS_PER_ID = 2;

const NBSP_FIRST = 0xc2;
const NBSP_SECOND = 0xa0;

/** Counts different ticket ids in a stream of row packets, trimmed as the row rules trim them; blank ones do not count. */
export class DistinctTickets {
  private readonly seen: HashSet;
  private readonly hash = new Uint32Array(4);

  /**
   * @param fieldIndex place of ticket_id in a row, the first field being 0
   * @param expected about how many there will be: a set that does not grow takes half of the memory at its peak
   */
  private readonly view = new BufferView();

  constructor(
    private readonly fieldIndex: number,
    expected: number,
  ) {
    this.seen = new HashSet(WORDS_PER_ID, expected);
  }

  get count(): number {
    return this.seen.size;
  }

  add(packet: Buffer, rowStart: number): void {
    const offset = fieldOffset(packet, rowStart, this.fieldIndex);
    let start = offset + lengthBytes(packet, offset);
    let end = start + valueBytes(packet, offset);
    for (let blank = blankAt(packet, start); blank > 0 && start < end; blank = blankAt(packet, start))
      start += blank;
    for (let blank = blankBefore(packet, end); blank > 0 && start < end; blank = blankBefore(packet, end))
      end -= blank;
    if (start >= end) return;
    hashBytes(this.view.of(packet), start, end, this.hash);
    this.seen.add(this.hash);
  }
}

/** Bytes of the blank character at `at`; 0 when there is another one. */
function blankAt(bytes: Buffer, at: number): number {
  return isBlank(bytes[at]) ? 1 : bytes[at] === NBSP_FIRST && bytes[at + 1] === NBSP_SECOND ? 2 : 0;
}

/** Bytes of the blank character that ends before `at`; 0 when there is another one. */
function blankBefore(bytes: Buffer, at: number): number {
  return isBlank(bytes[at - 1]) ? 1 : bytes[at - 1] === NBSP_SECOND && bytes[at - 2] === NBSP_FIRST ? 2 : 0;
}

/** Space, tab, CR or LF. */
function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}
