import { CareplusError } from "../errors";
import type { LoadBatch } from "./load-plan";
import type { ProcessedFile } from "./staging";
import type { TransformedObject } from "./transformed-object";

/** A transformed object and how many rows of the warehouse it has brought, as its ledger row says. */
export type LoadedObject = TransformedObject & { readonly loaded: number };

type Row = Readonly<Record<string, unknown>>;

/**
 * Judges the rows of a plan's `check`.
 *
 * @throws CareplusError `staged_counts_differ` when the lake does not hold what the transformations counted
 */
export function requireEqualCounts(differing: readonly Row[]): void {
  const [first] = differing;
  if (first === undefined) return;
  throw new CareplusError(
    "staged_counts_differ",
    `${first.source_object} was transformed into ${first.kept} rows and ${first.rejected} rejected records, but its files hold ${first.staged} and ${first.staged_rejected}: nothing of its batch was loaded`,
  );
}

/** A row of a plan's `findOtherFiles`. */
export function processedFile(row: Row): ProcessedFile {
  return {
    sourceObject: String(row.source_object),
    sourceVersion: String(row.source_version),
    key: String(row.file_key),
  };
}

/** The batch with the numbers of a plan's `readLoaded`. */
export function withLoaded(batch: LoadBatch, rows: readonly Row[]): LoadedObject[] {
  const key = (sourceObject: unknown, sourceVersion: unknown): string =>
    JSON.stringify([sourceObject, sourceVersion]);
  const loaded = new Map(rows.map((row) => [key(row.source_object, row.source_version), Number(row.loaded)]));
  return batch.map((object) => ({
    ...object,
    loaded: loaded.get(key(object.sourceObject, object.sourceVersion)) ?? 0,
  }));
}
