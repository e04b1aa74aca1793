import {
  ERRORS,
  HASHES,
  MOST_ROWS,
  NUMBER_COLUMNS,
  NUMBERS,
  OFFSETS,
  REASONS,
  ROW_FILES,
  SPANS,
  TEXT_COLUMNS,
} from "./memory";

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

/** Drops the rows from `count` on. */
export function setRows(count: i32): void {
  rows = count;
}

/** Puts a row's values in the place of another one's. */
export function moveRow(from: i32, to: i32): void {
  for (let column = 0; column < TEXT_COLUMNS; column++)
    store<u64>(spanAt(column, to), load<u64>(spanAt(column, from)));
  for (let column = 0; column < NUMBER_COLUMNS; column++)
    store<u64>(numberAt(column, to), load<u64>(numberAt(column, from)));
  store<u64>(offsetAt(to), load<u64>(offsetAt(from)));
  store<v128>(hashAt(to), load<v128>(hashAt(from)));
  store<i32>(fileAt(to), load<i32>(fileAt(from)));
  store<u8>(errorAt(to), load<u8>(errorAt(from)));
  store<u32>(reasonsAt(to), load<u32>(reasonsAt(from)));
}

export function dropRows(): void {
  setRows(0);
}
