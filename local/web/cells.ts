/** A cell of a reader's row as a number; null for NULL and for what is no finite number. */
export function readNumber(cell: unknown): number | null {
  if (cell === null || cell === undefined) return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

/** A cell of a reader's row as text; null for NULL. */
export function readText(cell: unknown): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
