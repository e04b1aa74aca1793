import { dayOf } from "./calendar";
import * as literals from "./literals";
import { isAt, isNull } from "./literals";
import * as columns from "./memory";
import { errorAt, fileAt, numberAt, setSpan } from "./rows";
import { digitAt, endOfBare, endOfQuoted, skipReturn, twoDigits } from "./scan";

/** Of a larger one a text may be too large for Redshift: the tolerant parser's callers see to that. */
const LARGEST_USUAL_BYTES: usize = 65_535;
/** The shortest entry of the layout has more bytes; fewer are not looked at. */
const SHORTEST_ENTRY_BYTES: usize = 120;
const LONGEST_RESPONSE_MS: u32 = 86_400_000;
const SECONDS_PER_DAY: i64 = 86_400;
const MICROS_PER_SECOND: i64 = 1_000_000;

/** Where the entry that was parsed last ends, without its separator. */
export let entryEnd: usize = 0;
/** Negative where the entry breaks that rule, and no other one. */
export let responseTimeMs: i32 = 0;
/** Where the value that was read last ends. */
let at: usize = 0;

/** The date of the entry before, as bytes and as day: most entries have the same. */
let dateBytes: u64 = 0;
let dateRest: u32 = 0;
let date: i32 = 0;

/**
 * Parses an entry of exactly the usual layout, and the separator behind it, into the values of a row. Gives the address
 * behind the separator; 0 wherever it is not sure that the tolerant parser (parse-entry.ts of the folder above) would
 * say the same of the same bytes: the row's values are then meaningless.
 *
 * @param limit the bytes before it are valid UTF-8
 */
export function parseEntry(from: usize, limit: usize, row: i32): usize {
  if (from + SHORTEST_ENTRY_BYTES > limit) return 0;
  if (!parseTime(from, row) || !parseLevel(from + 20, row)) return 0;
  if (!required(columns.COMPONENT, row) || !skip(literals.TICKET, 12)) return 0;
  if (!bare(columns.TICKET_ID, row) || !skip(literals.SESSION, 11)) return 0;
  if (!bare(columns.SESSION_ID, row)) return 0;
  at = skipReturn(at);
  if (!skip(literals.IP_ADDRESS, 4) || !required(columns.IP, row)) return 0;
  if (!skip(literals.RESPONSE, 16) || !parseResponseTime(row)) return 0;
  if (!skip(literals.CPU_USE, 9) || !parseCpu(row)) return 0;
  if (!skip(literals.EVENT, 14) || !required(columns.EVENT_TYPE, row)) return 0;
  if (!skip(literals.ERROR_FLAG, 9) || !parseError(row)) return 0;
  at = skipReturn(at);
  if (!skip(literals.AGENT, 12) || quoted(columns.USER_AGENT, row, limit) <= 0) return 0;
  if (!skip(literals.MESSAGE_TEXT, 10) || quoted(columns.MESSAGE, row, limit) <= 0) return 0;
  if (!skip(literals.DEBUG_TEXT, 8) || quoted(columns.DEBUG, row, limit) < 0) return 0;
  if (!skip(literals.TRACE, 9) || !bare(columns.TRACE_ID, row)) return 0;
  return parseSeparator(from, limit);
}

function parseSeparator(from: usize, limit: usize): usize {
  entryEnd = at;
  at = skipReturn(at);
  if (!skip(literals.SEPARATOR, 4)) return 0;
  at = skipReturn(at);
  const isWhole = load<u8>(at) === 10 && at < limit && entryEnd - from <= LARGEST_USUAL_BYTES;
  return isWhole ? at + 1 : 0;
}

function skip(literal: usize, length: usize): bool {
  if (!isAt(at, literal)) return false;
  at += length;
  return true;
}

function parseTime(from: usize, row: i32): bool {
  if (load<u8>(from, 10) !== 32 || load<u8>(from, 19) !== 32) return false;
  if (load<u64>(from) !== dateBytes || (load<u16>(from, 8) as u32) !== dateRest) {
    if (!parseDate(from)) return false;
  }
  const hours = twoDigits(from + 11);
  const minutes = twoDigits(from + 14);
  const seconds = twoDigits(from + 17);
  if (load<u8>(from, 13) !== 58 || load<u8>(from, 16) !== 58) return false;
  if (hours > 23 || minutes > 59 || seconds > 59) return false;
  const second = (date as i64) * SECONDS_PER_DAY + ((hours * 3600 + minutes * 60 + seconds) as i64);
  store<i64>(numberAt(columns.LOGGED_AT, row), second * MICROS_PER_SECOND);
  store<i32>(fileAt(row), date);
  return true;
}

function parseDate(from: usize): bool {
  const century = twoDigits(from);
  const year = twoDigits(from + 2);
  const month = twoDigits(from + 5);
  const day = twoDigits(from + 8);
  if (load<u8>(from, 4) !== 45 || load<u8>(from, 7) !== 45 || century > 99 || year > 99) return false;
  const days = dayOf(century * 100 + year, month, day);
  if (days < 0) return false;
  date = days;
  dateBytes = load<u64>(from);
  dateRest = load<u16>(from, 8) as u32;
  return true;
}

/** Levels as services write them most; other spellings are left to the tolerant parser. */
function parseLevel(from: usize, row: i32): bool {
  if (load<u8>(from) !== 91) return false;
  at = from + 1;
  return (
    level(literals.INFO, 4, literals.INFO, 4, row) ||
    level(literals.DEBUG_LEVEL, 5, literals.DEBUG_LEVEL, 5, row) ||
    level(literals.WARNING, 7, literals.WARNING, 7, row) ||
    level(literals.ERROR, 5, literals.ERROR, 5, row) ||
    level(literals.INFO_TYPO, 4, literals.INFO, 4, row) ||
    level(literals.DEBUG_TYPO, 4, literals.DEBUG_LEVEL, 5, row) ||
    level(literals.WARNING_TYPO, 7, literals.WARNING, 7, row) ||
    level(literals.ERROR_TYPO, 4, literals.ERROR, 5, row)
  );
}

/** The text of a level is the beginning of the literal that it is written as. */
function level(written: usize, length: usize, text: usize, textLength: usize, row: i32): bool {
  if (!isAt(at, written)) return false;
  at += length + 2;
  setSpan(columns.LEVEL, row, text, text + textLength);
  return true;
}

/** A value without quotes; NULL when it is empty, None or null. Anything but plain ASCII is not for this parser. */
function bare(column: i32, row: i32): bool {
  const from = at;
  const to = endOfBare(from);
  if (load<u8>(from) === 34 || load<u8>(to) > 32) return false;
  setSpan(column, row, from, isNull(from, to) ? from : to);
  at = to;
  return true;
}

function required(column: i32, row: i32): bool {
  const from = at;
  return bare(column, row) && !isNull(from, at);
}

/**
 * A value in quotes that end its line, and the CR behind it; gives its length, 0 where it is NULL. A quote, an escape or
 * a line break inside is not for this parser: -1.
 */
function quoted(column: i32, row: i32, limit: usize): i32 {
  const from = at;
  const to = endOfQuoted(from, limit);
  if (to >= limit || load<u8>(to) !== 34 || (to > from && load<u8>(to - 1) === 92)) return -1;
  at = skipReturn(to + 1);
  const end = isNull(from, to) ? from : to;
  setSpan(column, row, from, end);
  return (end - from) as i32;
}

function parseResponseTime(row: i32): bool {
  const isNegative = load<u8>(at) === 45;
  const from = isNegative ? at + 1 : at;
  const value = digits(from, 0) as u32;
  if (at === from || at - from > 9 || value > LONGEST_RESPONSE_MS || (isNegative && value === 0))
    return false;
  responseTimeMs = isNegative ? -(value as i32) : (value as i32);
  store<i64>(numberAt(columns.RESPONSE_TIME, row), responseTimeMs as i64);
  return true;
}

/** At most 15 characters: the quotient of two exact doubles is then the double nearest to the decimal number. */
function parseCpu(row: i32): bool {
  const from = at;
  let value = digits(from, 0);
  let scale: f64 = 1;
  if (at === from) return false;
  if (load<u8>(at) === 46) {
    const fraction = at + 1;
    value = digits(fraction, value);
    if (at === fraction) return false;
    for (let count = at - fraction; count > 0; count--) scale *= 10;
  }
  if (at - from > 15) return false;
  const percent = (value as f64) / scale;
  if (percent > 100) return false;
  store<f64>(numberAt(columns.CPU, row), percent);
  return true;
}

/** Reads digits as the continuation of `value`, and leaves `at` behind the last of them; more than 16 are not counted. */
function digits(from: usize, value: u64): u64 {
  let number = value;
  at = from;
  for (let digit = digitAt(at); digit <= 9; digit = digitAt(at)) {
    number = number * 10 + (digit as u64);
    at += 1;
  }
  return number;
}

function parseError(row: i32): bool {
  const isError = isAt(at, literals.TRUE);
  store<u8>(errorAt(row), isError ? 1 : 0);
  return isError ? skip(literals.TRUE, 4) : skip(literals.FALSE, 5);
}
