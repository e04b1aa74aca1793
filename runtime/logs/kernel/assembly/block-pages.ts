import { codeOfNumber, codeOfText, dictionaryOfNumbers, isGivenUp } from "./dictionary";
import { CPU, OUT, RESPONSE_TIME } from "./memory";
import { rowAt } from "./order";
import { addLevel, appendText, beginLevels, beginPage, wrote } from "./page";
import { errorAt, hashAt, numberAt, offsetAt, reasonsAt, spanAt } from "./rows";
import { beginRange, widenRange } from "./text-range";

// Pages of the rows that have the places [from, to) in the order of days.

/** Stands for NULL among codes. */
export const NULL_CODE: u16 = 0xffff;

/** Smallest and largest number of the page. */
export let least: f64 = 0;
export let most: f64 = 0;
/** Values of the page that are NULL. */
export let nulls: i32 = 0;

/** Codes of a column's texts, two bytes each; gives false when the column's dictionary is given up. */
export function encodeTextCodes(column: i32, from: i32, to: i32): bool {
  if (isGivenUp(column)) return false;
  let at = OUT;
  for (let place = from; place < to; place++, at += 2) {
    const span = load<u64>(spanAt(column, rowAt(place)));
    const start = span as u32 as usize;
    const stop = (span >> 32) as usize;
    let code = NULL_CODE as i32;
    if (start !== stop) {
      code = codeOfText(column, start, stop);
      if (code < 0) return false;
    }
    store<u16>(at, code as u16);
  }
  wrote(at);
  return true;
}

/** Codes of a column's numbers, as for texts. */
export function encodeNumberCodes(column: i32, from: i32, to: i32): bool {
  if (isGivenUp(dictionaryOfNumbers(column))) return false;
  let at = OUT;
  for (let place = from; place < to; place++, at += 2) {
    const code = codeOfNumber(column, load<u64>(numberAt(column, rowAt(place))));
    if (code < 0) return false;
    store<u16>(at, code as u16);
  }
  wrote(at);
  return true;
}

export function encodePlainTexts(column: i32, from: i32, to: i32, isNullable: bool): void {
  beginPage();
  if (isNullable) beginLevels(to - from);
  beginRange();
  nulls = 0;
  for (let place = from; place < to; place++) {
    const span = load<u64>(spanAt(column, rowAt(place)));
    const start = span as u32 as usize;
    const length = ((span >> 32) as u32) - (span as u32);
    if (isNullable) addLevel(length !== 0);
    if (isNullable && length === 0) {
      nulls += 1;
      continue;
    }
    appendText(start, length);
    widenRange(start, length);
  }
}

export function encodePlainNumbers(column: i32, from: i32, to: i32): void {
  let at = OUT;
  beginNumbers();
  for (let place = from; place < to; place++) {
    const number = numberAt(column, rowAt(place));
    const value = column === CPU ? load<f64>(number) : (load<i64>(number) as f64);
    widen(value);
    if (column === RESPONSE_TIME) {
      store<i32>(at, load<i32>(number));
      at += 4;
    } else {
      store<u64>(at, load<u64>(number));
      at += 8;
    }
  }
  wrote(at);
}

export function encodeOffsets(from: i32, to: i32): void {
  let at = OUT;
  beginNumbers();
  for (let place = from; place < to; place++, at += 8) {
    const offset = load<i64>(offsetAt(rowAt(place)));
    widen(offset as f64);
    store<i64>(at, offset);
  }
  wrote(at);
}

/** Which list of reasons each row has, four bytes each. */
export function encodeReasons(from: i32, to: i32): void {
  let at = OUT;
  for (let place = from; place < to; place++, at += 4) store<u32>(at, load<u32>(reasonsAt(rowAt(place))));
  wrote(at);
}

function beginNumbers(): void {
  nulls = 0;
  least = Infinity;
  most = -Infinity;
}

function widen(value: f64): void {
  least = min(least, value);
  most = max(most, value);
}

/** A bit each, the lowest first. */
export function encodeErrors(from: i32, to: i32): void {
  const bytes = ((to - from + 7) >> 3) as usize;
  memory.fill(OUT, 0, bytes);
  beginNumbers();
  for (let place = from; place < to; place++) {
    const isError = load<u8>(errorAt(rowAt(place)));
    const at = OUT + (((place - from) >> 3) as usize);
    store<u8>(at, load<u8>(at) | (isError << (((place - from) & 7) as u8)));
    widen(isError as f64);
  }
  wrote(OUT + bytes);
}

const HEX = i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);

/** The published `entry_id`: the 16 bytes of a hash as 32 hex digits, all of them at once. */
export function encodeEntryIds(from: i32, to: i32): void {
  let at = OUT;
  beginRange();
  for (let place = from; place < to; place++, at += 36) {
    const hash = v128.load(hashAt(rowAt(place)));
    const high = i8x16.swizzle(HEX, i8x16.shr_u(hash, 4));
    const low = i8x16.swizzle(HEX, v128.and(hash, i8x16.splat(15)));
    store<u32>(at, 32);
    v128.store(at, i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), 4);
    v128.store(
      at,
      i8x16.shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
      20,
    );
    widenRange(at + 4, 32);
  }
  wrote(at);
}
