/** A file of the lake that no loaded version has any more: a row of `ledger/find_stale_files`. */
export interface StaleFile {
  readonly runId: string;
  readonly key: string;
  /** A file that was written after it is another one, and stays. */
  readonly replacedAt: Date;
}

/** @param row as the Data API and DuckDB give it, whose times are UTC, written in their own ways */
export function staleFile(row: Readonly<Record<string, unknown>>): StaleFile {
  const replacedAt = String(row.replaced_at).replace(" ", "T").replace(/Z?$/, "Z");
  return { runId: String(row.run_id), key: String(row.file_key), replacedAt: new Date(replacedAt) };
}
