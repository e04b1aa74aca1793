import { isUtf8 } from "node:buffer";
import type { LogKernel } from "./kernel/log-kernel";
import type { RawEntry } from "./raw-entry";

/** Longest entry that is parsed (docs/data.md section 2). */
export const LARGEST_ENTRY_BYTES = 1 << 20;
const LF = 10;
const CR = 13;
const DASH = 45;
const SEPARATOR = "---";
/** Enough bytes to recognise a separator line that two chunks share. */
const OVERLAP = 6;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts a log object into entries. Entries end with a line that is exactly `---` (LF or CRLF); the last may lack it.
 * Any chunking of the bytes gives the same entries and the same blocks.
 *
 * `push` a chunk, or what is left of it; then call `takeUsual` and `next` in turn until `next` gives undefined. When the
 * input `isFull`, end the block and call `compact`. After the last chunk call `end`.
 */
export class EntrySplitter {
  /** The part of the kernel's input that holds bytes of the object. */
  private buffer: Buffer;
  /** Offset of the buffer's first byte in the object. */
  private bufferOffset: number;
  /** Index in the buffer where the entry at hand begins. */
  private entryAt = 0;
  /** Index in the buffer from which a separator is searched. */
  private searchAt = 0;
  /** Bytes of the buffer before this index are known to be UTF-8, from the entry at hand on. */
  private utf8To = 0;
  /** The beginning of an entry that has grown too long; the rest of it is passed over. */
  private oversized: { readonly head: Buffer; readonly offset: number } | undefined;
  /** Offset just past the last separator line. */
  private separatorEnd: number;

  constructor(
    private readonly kernel: LogKernel,
    private readonly firstByte: number,
  ) {
    this.buffer = kernel.input.subarray(0, 0);
    this.bufferOffset = firstByte;
    this.separatorEnd = firstByte;
  }

  /** Offset just past the last separator line; the object's first byte when there was none yet. */
  get resumeAt(): number {
    return this.separatorEnd;
  }

  get isFull(): boolean {
    return this.buffer.length === this.kernel.input.length;
  }

  /** Takes the next bytes, as many as there is room for; gives how many. */
  push(chunk: Uint8Array): number {
    const { length } = this.buffer;
    const count = Math.min(chunk.length, this.kernel.input.length - length);
    this.kernel.input.set(count === chunk.length ? chunk : chunk.subarray(0, count), length);
    this.buffer = this.kernel.input.subarray(0, length + count);
    this.checkUtf8();
    return count;
  }

  /** Makes room: entries that were given lie no longer where they lay. */
  compact(): void {
    const keepFrom = this.oversized === undefined ? this.entryAt : Math.max(0, this.buffer.length - OVERLAP);
    this.kernel.input.copyWithin(0, keepFrom, this.buffer.length);
    this.buffer = this.kernel.input.subarray(0, this.buffer.length - keepFrom);
    this.bufferOffset += keepFrom;
    this.entryAt = Math.max(0, this.entryAt - keepFrom);
    this.searchAt = Math.max(0, this.searchAt - keepFrom);
    this.utf8To = Math.max(0, this.utf8To - keepFrom);
  }

  /**
   * Lets the kernel take entries of the usual layout. Nothing else searches for their separators, which would take a
   * tenth of the whole time.
   */
  takeUsual(): void {
    if (this.oversized !== undefined) return;
    // Past an entry that is no UTF-8: else all that follow in the block were left to the tolerant parser.
    if (this.utf8To < this.entryAt) this.checkUtf8();
    this.kernel.takeEntries(this.entryAt, this.utf8To, this.bufferOffset);
    const { at } = this.kernel;
    if (at === this.entryAt) return;
    this.entryAt = at;
    this.searchAt = at;
    this.separatorEnd = this.bufferOffset + at;
  }

  /** The next entry that the bytes so far end. */
  next(): RawEntry | undefined {
    for (;;) {
      const separator = this.findSeparator(false);
      if (separator === undefined) {
        this.limitEntry();
        return undefined;
      }
      const entry = this.take(separator.at, true);
      this.entryAt = separator.end;
      this.searchAt = separator.end;
      this.separatorEnd = this.bufferOffset + separator.end;
      if (entry !== undefined) return entry;
    }
  }

  /** What is left at the object's end, if it is more than line breaks. */
  end(): RawEntry | undefined {
    const separator = this.findSeparator(true);
    if (separator === undefined) return this.take(this.buffer.length, false);
    this.separatorEnd = this.bufferOffset + separator.end;
    return this.take(separator.at, true);
  }

  /** One check of up to a chunk costs a tenth of one an entry. Whole lines only: a character may be cut behind. */
  private checkUtf8(): void {
    this.utf8To = Math.max(this.utf8To, this.entryAt);
    const lines = this.buffer.lastIndexOf(LF) + 1;
    if (lines > this.utf8To && isUtf8(this.buffer.subarray(this.utf8To, lines))) this.utf8To = lines;
  }

  /** The next separator line; undefined when there is none, or when it takes more bytes to tell. */
  private findSeparator(isEnd: boolean): { at: number; end: number } | undefined {
    const { buffer } = this;
    for (;;) {
      const at = buffer.indexOf(SEPARATOR, this.searchAt, "latin1");
      if (at < 0) {
        this.searchAt = Math.max(this.searchAt, buffer.length - (SEPARATOR.length - 1));
        return undefined;
      }
      this.searchAt = at;
      const after = at + SEPARATOR.length;
      const isAtLineStart = this.isLineStart(at);
      if (isAtLineStart && buffer[after] === LF) return { at, end: after + 1 };
      if (isAtLineStart && buffer[after] === CR && buffer[after + 1] === LF) return { at, end: after + 2 };
      const isOpen = after === buffer.length || (buffer[after] === CR && after + 1 === buffer.length);
      if (isAtLineStart && isOpen) return isEnd ? { at, end: buffer.length } : undefined;
      // Past the whole run of dashes: a line of a million of them is searched once.
      let next = at + 1;
      while (buffer[next] === DASH && buffer[next - 1] === DASH) next += 1;
      this.searchAt = next;
    }
  }

  private isLineStart(at: number): boolean {
    if (at > 0 && this.buffer[at - 1] === LF) return true;
    if (this.oversized !== undefined) return false;
    const isObjectStart = this.firstByte === 0 && this.bufferOffset + this.entryAt === 0;
    const markBytes = isObjectStart && startsWithMark(this.buffer) ? BYTE_ORDER_MARK.length : 0;
    return at === this.entryAt + markBytes;
  }

  /** The entry before `end`, without the line breaks around it; undefined when nothing else is there. */
  private take(end: number, isTerminated: boolean): RawEntry | undefined {
    if (this.oversized !== undefined) {
      const { head, offset } = this.oversized;
      this.oversized = undefined;
      return { bytes: head, from: 0, offset, isTerminated, isTooLarge: true };
    }
    const { buffer } = this;
    let from = this.entryAt;
    let to = end;
    if (this.bufferOffset + from === 0 && startsWithMark(buffer.subarray(from)))
      from += BYTE_ORDER_MARK.length;
    while (from < to && isLineBreak(buffer[from])) from += 1;
    while (to > from && isLineBreak(buffer[to - 1])) to -= 1;
    if (from >= to) return undefined;
    const isTooLarge = to - from > LARGEST_ENTRY_BYTES;
    if (isTooLarge) to = from + LARGEST_ENTRY_BYTES;
    const offset = this.bufferOffset + from;
    return { bytes: buffer.subarray(from, to), from, offset, isTerminated, isTooLarge };
  }

  private limitEntry(): void {
    if (this.oversized !== undefined || this.buffer.length - this.entryAt <= LARGEST_ENTRY_BYTES + OVERLAP)
      return;
    const entry = this.take(this.buffer.length, false);
    if (entry?.isTooLarge) {
      this.oversized = { head: Buffer.from(entry.bytes), offset: entry.offset };
    }
    // Line breaks alone are no entry, however many.
    else if (entry === undefined) this.entryAt = this.buffer.length - OVERLAP;
  }
}

function startsWithMark(bytes: Buffer): boolean {
  return bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
}

function isLineBreak(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
