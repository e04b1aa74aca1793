import { ERRORS, HASHES, MOST_ROWS, NUMBERS, OFFSETS, REASONS, ROW_FILES, SPANS } from "./memory";

/** Rows of the block so far. */
export let rows: i32 = 0;

/** Address of a row's text in a column: `from` in four bytes, `to` in the next four. */
export function spanAt(column: i32, row: i32): usize {
  return SPANS + (((column * MOST_ROWS + row) as usize) << 3);
}

export function setSpan(column: i32, row: i32, from: usize, to: usize): void {
  store<u64>(spanAt(column, row), (from as u64) | ((to as u64) << 32));
}

/** Address of a row's number in a column. */
export function numberAt(column: i32, row: i32): usize {
  return NUMBERS + (((column * MOST_ROWS + row) as usize) << 3);
}

export function offsetAt(row: i32): usize {
  return OFFSETS + ((row as usize) << 3);
}

export function hashAt(row: i32): usize {
  return HASHES + ((row as usize) << 4);
}

export function fileAt(row: i32): usize {
  return ROW_FILES + ((row as usize) << 2);
}

export function errorAt(row: i32): usize {
  return ERRORS + (row as usize);
}

export function reasonsAt(row: i32): usize {
  return REASONS + ((row as usize) << 2);
}

/** Keeps the row whose values were written behind the last one. */
export function addRow(): void {
  rows += 1;
}

export function dropRows(): void {
  rows = 0;
}
