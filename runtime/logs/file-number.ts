/** Days since 1970: the first that a timestamp may have, 2000-01-01, and what stands for the day of rejected rows. */
const FIRST_DAY = 10_957;
const REJECTED_DAY = 47_482;
const NUMBERS_OF_A_KIND = REJECTED_DAY - FIRST_DAY + 1;
const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * A file holds usual rows, rows with texts that are too large for Redshift, or the copies of those with their texts cut
 * (docs/decisions/046-large-texts.md).
 */
const KINDS = ["usual", "large", "cut"] as const;
export type FileKind = (typeof KINDS)[number];

/** What rows a file of an object holds; `date` (YYYY-MM-DD) is absent for rejected ones. */
export interface FileContent {
  readonly kind: FileKind;
  readonly date?: string;
}

/**
 * Number of the file that a row belongs in, as the kernel's rows have it.
 *
 * @param day since 1970, of 2000 to 2099
 */
export function fileNumber(day: number | "rejected", kind: FileKind): number {
  return (day === "rejected" ? REJECTED_DAY : day) + KINDS.indexOf(kind) * NUMBERS_OF_A_KIND;
}

export function contentOf(file: number): FileContent {
  const { kind, day } = partsOf(file);
  if (day === REJECTED_DAY) return { kind };
  return { kind, date: new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10) };
}

/** The files that are begun and ended together: large rows and their copies, whose files the loader takes for one. */
export function filesTogether(file: number): readonly number[] {
  const { kind, day } = partsOf(file);
  if (kind === "usual") return [file];
  return [day + NUMBERS_OF_A_KIND, day + NUMBERS_OF_A_KIND * 2];
}

function partsOf(file: number): { kind: FileKind; day: number } {
  const index = Math.floor((file - FIRST_DAY) / NUMBERS_OF_A_KIND);
  return { kind: KINDS[index] ?? "usual", day: file - index * NUMBERS_OF_A_KIND };
}
