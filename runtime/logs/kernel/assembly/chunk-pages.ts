import { NULL_CODE } from "./block-pages";
import { lengthOf, numberOf, textOf } from "./dictionary";
import { CODES, CPU, LOCAL_OF, LOCALS, MOST_DISTINCT, OUT, RESPONSE_TIME } from "./memory";
import { addLevel, appendText, beginLevels, beginPage, end, writeVarint, wrote } from "./page";
import { beginRange, widenRange } from "./text-range";

// Pages of a column chunk whose codes stand at CODES. A chunk has a dictionary of its own: the values it uses, in the
// order of their first appearance.

/** Distinct values of the chunk, and values that are NULL. */
export let distinct: i32 = 0;
export let chunkNulls: i32 = 0;
export let leastNumber: f64 = 0;
export let mostNumber: f64 = 0;

/** Numbers the chunk's values anew: from here on CODES holds numbers of the chunk's dictionary. */
export function beginChunk(rows: i32): void {
  memory.fill(LOCAL_OF, 0xff, (MOST_DISTINCT as usize) * 2);
  distinct = 0;
  chunkNulls = 0;
  for (let row = 0; row < rows; row++) {
    const at = CODES + ((row as usize) << 1);
    const code = load<u16>(at);
    if (code === NULL_CODE) {
      chunkNulls += 1;
      continue;
    }
    const localAt = LOCAL_OF + ((code as usize) << 1);
    let local = load<u16>(localAt);
    if (local === NULL_CODE) {
      local = distinct as u16;
      store<u16>(localAt, local);
      store<u16>(LOCALS + ((distinct as usize) << 1), code);
      distinct += 1;
    }
    store<u16>(at, local);
  }
}

function localCode(local: i32): u32 {
  return load<u16>(LOCALS + ((local as usize) << 1)) as u32;
}

/** The chunk's dictionary as a page; the range of its values is then known. */
export function encodeTextDictionary(column: i32): void {
  beginPage();
  beginRange();
  for (let local = 0; local < distinct; local++) {
    const text = textOf(column, localCode(local));
    const length = lengthOf(text) as u32;
    appendText(text, length);
    widenRange(text, length);
  }
}

export function encodeNumberDictionary(column: i32): void {
  let at = OUT;
  leastNumber = Infinity;
  mostNumber = -Infinity;
  for (let local = 0; local < distinct; local++) {
    const number = numberOf(column, localCode(local));
    const value = column === CPU ? load<f64>(number) : (load<i64>(number) as f64);
    leastNumber = min(leastNumber, value);
    mostNumber = max(mostNumber, value);
    at = copyNumber(column, number, at);
  }
  wrote(at);
}

/** A data page of the chunk's rows [from, to): the width of a number, then one bit-packed run of them. */
export function encodeIndexes(from: i32, to: i32, isNullable: bool): void {
  beginPage();
  let values = to - from;
  if (isNullable) values = encodeLevels(from, to);
  const width = max<u32>(1, 32 - clz<u32>((distinct - 1) as u32));
  store<u8>(end, width as u8);
  let at = writeVarint(end + 1, ((((values + 7) >> 3) as u32) << 1) | 1);
  const packedEnd = at + (((values + 7) >> 3) as usize) * width;
  let bits: u64 = 0;
  let bitCount: u32 = 0;
  for (let row = from; row < to; row++) {
    const local = load<u16>(CODES + ((row as usize) << 1));
    if (local === NULL_CODE) continue;
    bits |= (local as u64) << bitCount;
    bitCount += width;
    if (bitCount < 32) continue;
    store<u32>(at, bits as u32);
    at += 4;
    bits >>= 32;
    bitCount -= 32;
  }
  // What is left of the last word, then zeros for values that are not there.
  store<u64>(at, bits);
  for (let zero = at + 8; zero < packedEnd; zero += 8) store<u64>(zero, 0);
  wrote(packedEnd);
}

/** Bytes of texts in a PLAIN page of codes: a dictionary may have few texts that are long, and many rows of each. */
const MOST_TEXT_BYTES: usize = 4 << 20;

/** Where a PLAIN page of the chunk's rows from `from` on ends, at `to` at the latest. */
export function endOfTexts(column: i32, from: i32, to: i32): i32 {
  let bytes: usize = 0;
  for (let row = from; row < to; row++) {
    const local = load<u16>(CODES + ((row as usize) << 1));
    if (local !== NULL_CODE) bytes += lengthOf(textOf(column, localCode(local)));
    if (bytes > MOST_TEXT_BYTES && row > from) return row;
  }
  return to;
}

/** A PLAIN page of texts of the chunk's rows [from, to). */
export function encodeTextsOfCodes(column: i32, from: i32, to: i32, isNullable: bool): void {
  beginPage();
  if (isNullable) encodeLevels(from, to);
  for (let row = from; row < to; row++) {
    const local = load<u16>(CODES + ((row as usize) << 1));
    if (local === NULL_CODE) continue;
    const text = textOf(column, localCode(local));
    appendText(text, lengthOf(text) as u32);
  }
}

/** A PLAIN page of numbers of the chunk's rows [from, to). */
export function encodeNumbersOfCodes(column: i32, from: i32, to: i32): void {
  let at = OUT;
  for (let row = from; row < to; row++)
    at = copyNumber(column, numberOf(column, localCode(load<u16>(CODES + ((row as usize) << 1)))), at);
  wrote(at);
}

function copyNumber(column: i32, number: usize, at: usize): usize {
  if (column === RESPONSE_TIME) {
    store<i32>(at, load<i32>(number));
    return at + 4;
  }
  store<u64>(at, load<u64>(number));
  return at + 8;
}

/** Gives how many of the rows are not NULL. */
function encodeLevels(from: i32, to: i32): i32 {
  let values = 0;
  beginLevels(to - from);
  for (let row = from; row < to; row++) {
    const isDefined = load<u16>(CODES + ((row as usize) << 1)) !== NULL_CODE;
    addLevel(isDefined);
    if (isDefined) values += 1;
  }
  return values;
}
