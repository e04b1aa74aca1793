import { OUT } from "./memory";

// The page in the making: its levels, if the column is nullable, then its values.

/** Address behind the last byte of the page. */
export let end: usize = OUT;
let levelsAt: usize = 0;
let levels: u32 = 0;
let levelCount: u32 = 0;

export function beginPage(): void {
  end = OUT;
}

/** Goes on behind bytes that were written at `end`. */
export function wrote(to: usize): void {
  end = to;
}

/**
 * Begins the definition levels of `rows` rows: their length in four bytes, then one bit-packed run of one bit each.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 */
export function beginLevels(rows: u32): void {
  const groups = (rows + 7) >> 3;
  let at = writeVarint(OUT + 4, (groups << 1) | 1);
  levelsAt = at;
  at += groups;
  store<u32>(OUT, (at - OUT - 4) as u32);
  // The last byte is written whole, with zeros for rows that are not there.
  store<u8>(at - 1, 0);
  levels = 0;
  levelCount = 0;
  end = at;
}

export function addLevel(isDefined: bool): void {
  levels |= (isDefined ? 1 : 0) << (levelCount & 7);
  levelCount += 1;
  store<u8>(levelsAt, levels as u8);
  if ((levelCount & 7) !== 0) return;
  levelsAt += 1;
  levels = 0;
}

/** Appends a PLAIN text: its length in four bytes, then the bytes, copied sixteen at a time and over the end. */
export function appendText(from: usize, length: u32): void {
  const at = end + 4;
  store<u32>(at - 4, length);
  for (let offset: usize = 0; offset < length; offset += 16)
    v128.store(at + offset, v128.load(from + offset));
  end = at + length;
}

export function writeVarint(at: usize, value: u32): usize {
  let rest = value;
  while (rest > 127) {
    store<u8>(at++, (rest & 127) | 128);
    rest >>= 7;
  }
  store<u8>(at++, rest);
  return at;
}
