import { HEX_CODES } from "./memory";
import { rowAt } from "./order";
import { end } from "./page";
import { hashAt } from "./rows";

// A page of entry ids, deflated: https://www.rfc-editor.org/rfc/rfc1951. Hashes do not repeat, so a hex digit takes four
// bits at best; what a coder of other data finds out is written here at once, in a tenth of zlib's time.
//
// Codes: 0 to 9 and a to d have 4 bits, e, f and "copy 4 bytes" (258) 5, the end (256) 6, and the bytes 0 and 32 of a
// length, which only the first id spells out, 7. All others copy it from 36 bytes before.

const COPY_FOUR: u64 = 30;
const END: u64 = 62;
const ZERO: u64 = 126;
const SPACE: u64 = 127;
/** Code lengths that the header spells out, each in 3 bits: their codes. */
const LENGTH_1: u64 = 1;
const LENGTH_4: u64 = 2;
const LENGTH_5: u64 = 3;
const LENGTH_6: u64 = 4;
const LENGTH_7: u64 = 5;
/** 3 to 10 and 11 to 138 symbols without a code, and one. */
const FEW_ABSENT: u64 = 6;
const MANY_ABSENT: u64 = 7;
const ABSENT: u64 = 0;

/** Address behind the deflated page, which begins behind the plain one. */
export let packedEnd: usize = 0;
let at: usize = 0;
let bits: u64 = 0;
let bitCount: u64 = 0;

/** To be called before the first page: the codes of both digits of every byte, and their bits in all. */
export function writeHexCodes(): void {
  for (let byte: u64 = 0; byte < 256; byte++) {
    const high = byte >> 4;
    const low = byte & 15;
    const codes = hexCode(high) | (hexCode(low) << hexBits(high));
    store<u32>(HEX_CODES + ((byte as usize) << 2), (codes | ((hexBits(high) + hexBits(low)) << 16)) as u32);
  }
}

function hexBits(digit: u64): u64 {
  return digit < 14 ? 4 : 5;
}

function hexCode(digit: u64): u64 {
  return digit < 14 ? reversed(digit, 4) : reversed(digit + 14, 5);
}

/** Codes stand in the stream with their highest bit first, all other numbers with their lowest. */
function reversed(code: u64, count: u64): u64 {
  let result: u64 = 0;
  for (let bit: u64 = 0; bit < count; bit++) result |= ((code >> bit) & 1) << (count - 1 - bit);
  return result;
}

/** Deflates the page that encodeEntryIds has made of the rows that have the places [from, to). */
export function deflateEntryIds(from: i32, to: i32): void {
  at = end;
  bits = 0;
  bitCount = 0;
  putHeader();
  putCode(SPACE, 7);
  for (let byte = 0; byte < 3; byte++) putCode(ZERO, 7);
  putHash(from);
  for (let place = from + 1; place < to; place++) {
    putCode(COPY_FOUR, 5);
    // The only distance: code 0 of one bit, then 36 as what it is above 33, in 4 bits.
    put(3 << 1, 5);
    putHash(place);
  }
  putCode(END, 6);
  store<u64>(at, bits);
  packedEnd = at + (((bitCount + 7) >> 3) as usize);
}

/** The only and last block, of codes of its own: 259 of bytes and lengths, 11 of distances, told by 18 code lengths. */
function putHeader(): void {
  put(1, 1);
  put(2, 2);
  put(259 - 257, 5);
  put(11 - 1, 5);
  put(18 - 4, 4);
  // Which of the code lengths 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1 are told, in 3 bits each.
  for (let length: u32 = 0; length < 18; length++) put(((0b10_0000_1010_1010_1110 >> length) & 1) * 3, 3);
  putCode(LENGTH_7, 3);
  putAbsent(31);
  putCode(LENGTH_7, 3);
  putAbsent(15);
  for (let digit = 0; digit < 10; digit++) putCode(LENGTH_4, 3);
  putAbsent(39);
  for (let digit = 0; digit < 4; digit++) putCode(LENGTH_4, 3);
  for (let digit = 0; digit < 2; digit++) putCode(LENGTH_5, 3);
  putAbsent(138);
  putAbsent(15);
  putCode(LENGTH_6, 3);
  putCode(ABSENT, 3);
  putCode(LENGTH_5, 3);
  putCode(FEW_ABSENT, 3);
  put(10 - 3, 3);
  putCode(LENGTH_1, 3);
}

function putAbsent(count: u64): void {
  putCode(MANY_ABSENT, 3);
  put(count - 11, 7);
}

function putHash(place: i32): void {
  const hash = hashAt(rowAt(place));
  for (let byte: usize = 0; byte < 16; byte++) {
    const codes = load<u32>(HEX_CODES + ((load<u8>(hash + byte) as usize) << 2));
    bits |= ((codes & 0xffff) as u64) << bitCount;
    bitCount += (codes >> 16) as u64;
    if ((byte & 3) === 3) flush();
  }
}

function putCode(code: u64, count: u64): void {
  put(reversed(code, count), count);
}

function put(value: u64, count: u64): void {
  bits |= value << bitCount;
  bitCount += count;
  flush();
}

/** Writes whole bytes; fewer than 8 bits are left. */
function flush(): void {
  store<u64>(at, bits);
  at += (bitCount >> 3) as usize;
  bits >>= bitCount & ~7;
  bitCount &= 7;
}
