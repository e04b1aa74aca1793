import { firstBytes } from "./murmur3";

// Smallest and largest of texts by their bytes, which for UTF-8 is the order of code points.

export let least: usize = 0;
export let leastLength: u32 = 0;
export let most: usize = 0;
export let mostLength: u32 = 0;
let leastPrefix: u64 = 0;
let mostPrefix: u64 = 0;

export function beginRange(): void {
  least = 0;
}

/** Takes a text that stays where it is until the range is read. Two of three texts are told by their first 8 bytes. */
export function widenRange(text: usize, length: u32): void {
  const prefix = firstBytesInOrder(text, length);
  if (least === 0) {
    least = text;
    most = text;
    leastLength = length;
    mostLength = length;
    leastPrefix = prefix;
    mostPrefix = prefix;
    return;
  }
  if (prefix < leastPrefix || (prefix === leastPrefix && isLess(text, length, least, leastLength))) {
    least = text;
    leastLength = length;
    leastPrefix = prefix;
  }
  if (prefix > mostPrefix || (prefix === mostPrefix && isLess(most, mostLength, text, length))) {
    most = text;
    mostLength = length;
    mostPrefix = prefix;
  }
}

/** The first 8 bytes as a number that sorts as they do. */
function firstBytesInOrder(text: usize, length: u32): u64 {
  return bswap<u64>(firstBytes(load<u64>(text), length));
}

function isLess(left: usize, leftLength: u32, right: usize, rightLength: u32): bool {
  const common = min(leftLength, rightLength);
  for (let at: u32 = 0; at < common; at += 8) {
    const own = firstBytesInOrder(left + at, common - at);
    const other = firstBytesInOrder(right + at, common - at);
    if (own !== other) return own < other;
  }
  return leftLength < rightLength;
}
