import { fieldOffset, lengthBytes, valueBytes } from "./row-packet";

const NBSP_FIRST = 0xc2;
const NBSP_SECOND = 0xa0;

/** One field of the rows of MySQL's text protocol, trimmed as the row rules trim texts. */
export class TrimmedField {
  /** Where the trimmed value of the row that was read last begins in its packet. */
  start = 0;
  /** Where it ends; not above `start` where it is blank or NULL. */
  end = 0;

  /** @param index place of the field in a row, the first being 0 */
  constructor(private readonly index: number) {}

  /** Finds the value of a row; false where it is blank or NULL. */
  read(packet: Buffer, rowStart: number): boolean {
    const offset = fieldOffset(packet, rowStart, this.index);
    let start = offset + lengthBytes(packet, offset);
    let end = start + valueBytes(packet, offset);
    for (let blank = blankAt(packet, start); blank > 0 && start < end; blank = blankAt(packet, start))
      start += blank;
    for (let blank = blankBefore(packet, end); blank > 0 && start < end; blank = blankBefore(packet, end))
      end -= blank;
    this.start = start;
    this.end = end;
    return start < end;
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
