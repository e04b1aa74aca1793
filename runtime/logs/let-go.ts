/**
 * What to let go of so that the rest holds at most so many bytes in memory: the one that holds most first, so that
 * few and large pieces are written.
 */
export function toLetGo<Key>(
  held: Iterable<readonly [Key, { readonly waitingBytes: number }]>,
  mostBytes: number,
): Key[] {
  const heaviest = Array.from(held, ([key, { waitingBytes }]) => ({ key, waitingBytes })).sort(
    (left, right) => right.waitingBytes - left.waitingBytes,
  );
  let bytes = heaviest.reduce((sum, { waitingBytes }) => sum + waitingBytes, 0);
  const chosen: Key[] = [];
  for (const { key, waitingBytes } of heaviest) {
    if (bytes <= mostBytes) break;
    bytes -= waitingBytes;
    chosen.push(key);
  }
  return chosen;
}
