import { CareplusError } from "../errors";
import type { LoadBatch } from "./load-plan";
import type { ProcessedFile } from "./staging";
import type { TransformedObject } from "./transformed-object";

/** A transformed object and how many rows of the warehouse it has brought, as its ledger row says. */
export type LoadedObject = TransformedObject & { readonly loaded: number };

/** A row as an engine answers it, by column name. */
type AnsweredRow = Readonly<Record<string, unknown>>;

/**
 * Takes the answer to a plan's `check`.
 *
 * @throws CareplusError `staged_counts_differ` when it has a row
 */
export function requireEqualCounts(differing: readonly AnsweredRow[]): void {
  const [first] = differing;
  if (first === undefined) return;
  throw new CareplusError(
    "staged_counts_differ",
    `${first.source_object} was transformed into ${first.kept} rows and ${first.rejected} rejected records, but its files hold ${first.staged} and ${first.staged_rejected}: nothing of its batch was loaded`,
  );
}

/** Takes a row of the answer to a plan's `findOtherFiles`. */
export function processedFile(row: AnsweredRow): ProcessedFile {
  return {
    sourceObject: String(row.source_object),
    sourceVersion: String(row.source_version),
    key: String(row.file_key),
  };
}

/** Joins the answer to a plan's `readLoaded` to its batch. */
export function withLoaded(batch: LoadBatch, rows: readonly AnsweredRow[]): LoadedObject[] {
  const key = (sourceObject: unknown, sourceVersion: unknown): string =>
    JSON.stringify([sourceObject, sourceVersion]);
  const loaded = new Map(rows.map((row) => [key(row.source_object, row.source_version), Number(row.loaded)]));
  return batch.map((object) => ({
    ...object,
    loaded: loaded.get(key(object.sourceObject, object.sourceVersion)) ?? 0,
  }));
}
