import { FIRST_DAY } from "./calendar";
import { FILE_COUNTS, ORDER } from "./memory";
import { fileAt, rows } from "./rows";

/** Number of the row at a place of the order. */
export function rowAt(place: i32): i32 {
  return load<u16>(ORDER + ((place as usize) << 1)) as i32;
}

/** Puts the rows into the order of their files, those of a file in the order they came in. */
export function orderByFile(): void {
  let first = i32.MAX_VALUE;
  let last = FIRST_DAY;
  for (let row = 0; row < rows; row++) {
    const file = load<i32>(fileAt(row));
    first = min(first, file);
    last = max(last, file);
  }
  if (rows === 0) return;
  // Counting sort: of each file its rows, then the rows of all files before it.
  memory.fill(countAt(first), 0, ((last - first + 2) as usize) << 2);
  for (let row = 0; row < rows; row++) {
    const count = countAt(load<i32>(fileAt(row)) + 1);
    store<u32>(count, load<u32>(count) + 1);
  }
  for (let file = first; file < last; file++)
    store<u32>(countAt(file + 1), load<u32>(countAt(file + 1)) + load<u32>(countAt(file)));
  for (let row = 0; row < rows; row++) {
    const place = countAt(load<i32>(fileAt(row)));
    store<u16>(ORDER + ((load<u32>(place) as usize) << 1), row as u16);
    store<u32>(place, load<u32>(place) + 1);
  }
}

function countAt(file: i32): usize {
  return FILE_COUNTS + (((file - FIRST_DAY) as usize) << 2);
}

/** The place behind the last row of the file that the row at `from` belongs in. */
export function endOfFile(from: i32): i32 {
  const file = load<i32>(fileAt(rowAt(from)));
  let place = from + 1;
  while (place < rows && load<i32>(fileAt(rowAt(place))) === file) place += 1;
  return place;
}
