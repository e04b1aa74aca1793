import {
  CODES,
  DICTIONARY_SLOTS,
  DISTINCT_NUMBERS,
  MOST_DICTIONARY_BYTES,
  MOST_DISTINCT,
  SLOTS,
  STARTS,
  STARTS_BYTES,
  STATES,
  TEXT_COLUMNS,
  VALUES,
  VALUES_BYTES,
} from "./memory";
import { firstBytes } from "./murmur3";

// The distinct values of a column over the whole object, in the order of their first appearance. Texts come first,
// then the numbers. Looked up by their bytes, so that no string is made of any.

/** Values after which it shows whether they repeat. */
const FEWEST_TEXTS_TO_JUDGE: u32 = 256;
const FEWEST_NUMBERS_TO_JUDGE: u32 = 8192;
// biome-ignore lint/correctness/noPrecisionLoss: a whole number of 64 bits here
const MIXER: u64 = 0x9e3779b97f4a7c15;

/** State of a dictionary: distinct values, values looked up, bytes of its texts, and 1 once it was given up. */
function stateAt(dictionary: i32): usize {
  return STATES + ((dictionary as usize) << 4);
}

export function forgetDictionaries(): void {
  memory.fill(SLOTS, 0, STARTS - SLOTS);
  memory.fill(STATES, 0, CODES - STATES);
}

export function dictionaryOfNumbers(column: i32): i32 {
  return TEXT_COLUMNS + column;
}

export function isGivenUp(dictionary: i32): bool {
  return load<u32>(stateAt(dictionary), 12) !== 0;
}

function startAt(column: i32, code: u32): usize {
  return STARTS + (column as usize) * STARTS_BYTES + ((code as usize) << 2);
}

/** Address of a text of a dictionary; its length stands in the four bytes before it. */
export function textOf(column: i32, code: u32): usize {
  return load<u32>(startAt(column, code)) as usize;
}

export function lengthOf(text: usize): usize {
  return load<u32>(text - 4) as usize;
}

/** Address of a number of a dictionary. */
export function numberOf(column: i32, code: u32): usize {
  return DISTINCT_NUMBERS + (((column * MOST_DISTINCT) as usize) << 3) + ((code as usize) << 3);
}

/** Code of the text [from, to), added if it is new; -1 where the dictionary is given up, for good. */
export function codeOfText(column: i32, from: usize, to: usize): i32 {
  const length = (to - from) as u32;
  const state = stateAt(column);
  store<u32>(state, load<u32>(state, 4) + 1, 4);
  let slot = hashText(from, length) & (DICTIONARY_SLOTS - 1);
  while (true) {
    const address = slotAt(column, slot);
    const entry = load<u16>(address) as u32;
    if (entry === 0) return addText(column, from, length, address);
    const text = textOf(column, entry - 1);
    if (lengthOf(text) === length && isSame(text, from, length)) return entry - 1;
    slot = (slot + 1) & (DICTIONARY_SLOTS - 1);
  }
}

function addText(column: i32, from: usize, length: u32, slot: usize): i32 {
  const state = stateAt(column);
  const count = load<u32>(state);
  const bytes = load<u32>(state, 8) as usize;
  const isFull = count >= (MOST_DISTINCT as u32) || bytes + length + 4 > MOST_DICTIONARY_BYTES;
  if (isFull || isUseless(count, state, FEWEST_TEXTS_TO_JUDGE)) return giveUp(state);
  const text = VALUES + (column as usize) * VALUES_BYTES + bytes + 4;
  store<u32>(text - 4, length);
  memory.copy(text, from, length);
  store<u32>(startAt(column, count), text as u32);
  store<u32>(state, count + 1);
  store<u32>(state, (bytes + length + 4) as u32, 8);
  store<u16>(slot, (count + 1) as u16);
  return count;
}

/** Code of a number by its 64 bits; as for texts. */
export function codeOfNumber(column: i32, bits: u64): i32 {
  const dictionary = dictionaryOfNumbers(column);
  const state = stateAt(dictionary);
  store<u32>(state, load<u32>(state, 4) + 1, 4);
  let slot = ((bits * MIXER) >> 49) as u32;
  while (true) {
    const address = slotAt(dictionary, slot);
    const entry = load<u16>(address) as u32;
    if (entry === 0) break;
    if (load<u64>(numberOf(column, entry - 1)) === bits) return entry - 1;
    slot = (slot + 1) & (DICTIONARY_SLOTS - 1);
  }
  const count = load<u32>(state);
  if (count >= (MOST_DISTINCT as u32) || isUseless(count, state, FEWEST_NUMBERS_TO_JUDGE))
    return giveUp(state);
  store<u64>(numberOf(column, count), bits);
  store<u32>(state, count + 1);
  store<u16>(slotAt(dictionary, slot), (count + 1) as u16);
  return count;
}

/** Half of the values were new, and they are many enough to tell. */
function isUseless(count: u32, state: usize, fewest: u32): bool {
  return count >= fewest && count * 2 > load<u32>(state, 4);
}

function giveUp(state: usize): i32 {
  store<u32>(state, 1, 12);
  return -1;
}

/** Open addressing: 0 is free, else the code plus one. */
function slotAt(dictionary: i32, slot: u32): usize {
  return SLOTS + ((((dictionary * DICTIONARY_SLOTS) as u32) + slot) << 1);
}

/** Mixes the length and 24 bytes of the text: values of one column rarely differ elsewhere alone. */
function hashText(from: usize, length: u32): u32 {
  let hash = (firstBytes(load<u64>(from), length) ^ length) * MIXER;
  if (length > 8) {
    hash = (hash ^ (hash >> 32) ^ load<u64>(from + ((length - 8) >> 1))) * MIXER;
    hash = (hash ^ (hash >> 32) ^ load<u64>(from + length - 8)) * MIXER;
  }
  return (hash >> 40) as u32;
}

function isSame(left: usize, right: usize, length: u32): bool {
  let at: u32 = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(left + at) !== load<u64>(right + at)) return false;
  return firstBytes(load<u64>(left + at) ^ load<u64>(right + at), length - at) === 0;
}
