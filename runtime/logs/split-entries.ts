/** An entry, cut out of its object. `bytes` is valid until the next call of the splitter. */
export interface RawEntry {
  readonly bytes: Buffer;
  /** Where the entry begins in the object. */
  readonly offset: number;
  /** False for the last entry of an object that ends without a separator. */
  readonly isTerminated: boolean;
  /** Longer than the limit: `bytes` holds its beginning. */
  readonly isTooLarge: boolean;
}

/** Longest entry that is parsed, DATA.md section 2. */
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
 * Any chunking of the bytes gives the same entries, and memory stays below the largest entry and a chunk.
 */
export class EntrySplitter {
  private buffer: Buffer = Buffer.alloc(0);
  /** Offset of the buffer's first byte in the object. */
  private bufferOffset: number;
  /** Index in the buffer where the entry at hand begins. */
  private entryAt = 0;
  /** Index in the buffer from which a separator is searched. */
  private searchAt = 0;
  /** The beginning of an entry that has grown too long; the rest of it is passed over. */
  private oversized: { readonly head: Buffer; readonly offset: number } | undefined;
  /** Offset just past the last separator line. */
  private separatorEnd: number;

  constructor(private readonly firstByte: number) {
    this.bufferOffset = firstByte;
    this.separatorEnd = firstByte;
  }

  /** Offset just past the last separator line; the object's first byte when there was none yet. */
  get resumeAt(): number {
    return this.separatorEnd;
  }

  /** Takes the next bytes and gives the entries that they end. */
  *push(chunk: Uint8Array): Generator<RawEntry, void> {
    this.append(chunk);
    for (;;) {
      const separator = this.findSeparator(false);
      if (separator === undefined) break;
      const entry = this.take(separator.at, true);
      this.entryAt = separator.end;
      this.searchAt = separator.end;
      this.separatorEnd = this.bufferOffset + separator.end;
      if (entry !== undefined) yield entry;
    }
    this.limitEntry();
  }

  /** Gives what is left at the object's end, if it is more than line breaks. */
  end(): RawEntry | undefined {
    const separator = this.findSeparator(true);
    if (separator === undefined) return this.take(this.buffer.length, false);
    this.separatorEnd = this.bufferOffset + separator.end;
    return this.take(separator.at, true);
  }

  private append(chunk: Uint8Array): void {
    const keepFrom = this.oversized === undefined ? this.entryAt : Math.max(0, this.buffer.length - OVERLAP);
    const kept = this.buffer.subarray(keepFrom);
    this.buffer = Buffer.concat([kept, chunk]);
    this.bufferOffset += keepFrom;
    this.entryAt = Math.max(0, this.entryAt - keepFrom);
    this.searchAt = Math.max(0, this.searchAt - keepFrom);
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
      return { bytes: head, offset, isTerminated, isTooLarge: true };
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
    const bytes = buffer.subarray(from, isTooLarge ? from + LARGEST_ENTRY_BYTES : to);
    return { bytes, offset: this.bufferOffset + from, isTerminated, isTooLarge };
  }

  private limitEntry(): void {
    if (this.oversized !== undefined || this.buffer.length - this.entryAt <= LARGEST_ENTRY_BYTES + OVERLAP)
      return;
    const entry = this.take(this.buffer.length, false);
    if (entry?.isTooLarge) this.oversized = { head: Buffer.from(entry.bytes), offset: entry.offset };
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
