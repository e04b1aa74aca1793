import { REJECTED } from "./calendar";
import { forgetDictionaries } from "./dictionary";
import { dropDuplicates, endOfBatch, isNewRow } from "./duplicates";
import { writeHexCodes } from "./entry-id-deflate";
import { writeLiterals } from "./literals";
import { MEMORY_PAGES, MOST_ROWS, RAW_RECORD } from "./memory";
import { hashBytes } from "./murmur3";
import { entryEnd, parseEntry, responseTimeMs } from "./parse-entry";
import { addRow, dropRows, fileAt, hashAt, offsetAt, reasonsAt, rows, setSpan } from "./rows";

export * from "./block-pages";
export * from "./chunk-pages";
export { deflateEntryIds, packedEnd } from "./entry-id-deflate";
export * from "./memory";
export { endOfFile, orderByFile, rowAt } from "./order";
export { end } from "./page";
export {
  addRow,
  dropRows,
  errorAt,
  fileAt,
  hashAt,
  numberAt,
  offsetAt,
  reasonsAt,
  rows,
  setSpan,
  spanAt,
} from "./rows";
export { least as leastText, leastLength, most as mostText, mostLength } from "./text-range";

memory.grow(MEMORY_PAGES - memory.size());
writeLiterals();
writeHexCodes();

/** The list of reasons that the kernel gives itself: a negative response time, and no other one. */
export const NEGATIVE_RESPONSE_TIME: u32 = 0;

/** Where the entry at hand begins. */
export let at: usize = 0;
/** Entries that were taken, and how many of them were duplicates and were rejected. */
export let taken: i32 = 0;
export let duplicates: i32 = 0;
export let rejects: i32 = 0;

/** Makes the kernel as if it had seen no object before. */
export function forgetObject(): void {
  taken = 0;
  duplicates = 0;
  rejects = 0;
  dropRows();
  forgetDictionaries();
}

/**
 * Makes rows of the entries from `from` on, up to one that is not of the usual layout, or to a full block.
 *
 * @param limit the bytes before it are valid UTF-8
 * @param base what is added to an entry's address for its offset in the object
 */
export function takeEntries(from: usize, limit: usize, base: f64): void {
  at = from;
  let isUsual = true;
  while (isUsual && rows < MOST_ROWS) {
    const first = rows;
    isUsual = takeBatch(endOfBatch(first, MOST_ROWS), limit, base);
    taken += rows - first;
    duplicates += dropDuplicates(first);
    for (let row = first; row < rows; row++) if (load<i32>(fileAt(row)) === REJECTED) rejects += 1;
  }
}

/** Makes rows up to `most`, duplicates too; false where an entry is not of the usual layout. */
function takeBatch(most: i32, limit: usize, base: f64): bool {
  while (rows < most) {
    const end = parseEntry(at, limit, rows);
    if (end === 0) return false;
    hashBytes(at, entryEnd, hashAt(rows));
    store<i64>(offsetAt(rows), (base + (at as f64)) as i64);
    if (responseTimeMs < 0) reject(at, entryEnd);
    addRow();
    at = end;
  }
  return true;
}

function reject(from: usize, to: usize): void {
  setSpan(RAW_RECORD, rows, from, to);
  store<u32>(reasonsAt(rows), NEGATIVE_RESPONSE_TIME);
  store<i32>(fileAt(rows), REJECTED);
}

/** Hashes an entry's bytes for the row to come, and tells whether they come for the first time. */
export function isNewEntry(from: usize, to: usize): bool {
  hashBytes(from, to, hashAt(rows));
  return isNewRow();
}
