import { IS_NEW, MOST_BATCH_ROWS } from "./memory";
import { hashAt, moveRow, rows, setRows } from "./rows";

/**
 * Writes for each of the hashes, 16 bytes apart, of which the first 64 bits count, whether it comes for the first time:
 * 1 or 0, from IS_NEW on.
 */
declare function markNew(hashes: usize, count: i32): void;

/**
 * Drops those rows from `first` on, MOST_BATCH_ROWS at the most, whose hash came before; gives how many. One by one the
 * look-ups, in a table larger than the processor's caches, took twice the time: together they wait for memory at once.
 */
export function dropDuplicates(first: i32): i32 {
  const end = rows;
  if (end === first) return 0;
  markNew(hashAt(first), end - first);
  let kept = first;
  for (let row = first; row < end; row++) {
    if (load<u8>(IS_NEW + ((row - first) as usize)) === 0) continue;
    if (kept < row) moveRow(row, kept);
    kept += 1;
  }
  setRows(kept);
  return end - kept;
}

/** Whether the hash of the row to come comes for the first time. */
export function isNewRow(): bool {
  markNew(hashAt(rows), 1);
  return load<u8>(IS_NEW) !== 0;
}

/** The row behind the last one of a batch that begins with `first`. */
export function endOfBatch(first: i32, mostRows: i32): i32 {
  return min(first + MOST_BATCH_ROWS, mostRows);
}
