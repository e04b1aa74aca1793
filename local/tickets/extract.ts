import type { ObjectStore } from "../../runtime/store/object-store";
import { askSnapshot } from "./ask-snapshot";
import { type ChangePlan, planChanges } from "./change-plan";
import { nameExtraction } from "./extraction-name";
import { listRawFolders } from "./list-extractions";
import {
  manifestKey,
  readManifest,
  type TicketManifest,
  type TicketSnapshot,
  writeManifest,
} from "./manifest";
import { NewestTimes } from "./newest-times";
import { RawPartWriter } from "./raw-part-writer";
import { type ChangesRead, readChanges } from "./read-changes";
import { hashesKey, pruneHashes, readHashes, writeHashes } from "./snapshot-hashes";
import { type ColumnMatch, matchColumns } from "./source-columns";
import { type SourceField, TicketSource } from "./ticket-source";
import { TicketTally } from "./ticket-tally";

const DEFAULT_OVERLAP_MINUTES = 10;

export interface ExtractOptions {
  /** `mysql://user:password@host:port/database` */
  readonly mysqlUrl: string;
  /** `table` or `database.table`, in any characters (see table-name.ts). */
  readonly table: string;
  readonly lake: ObjectStore;
  readonly runId: string;
  readonly now: Date;
  /** How far before the watermark rows are read again, for transactions that committed late. Default 10. */
  readonly overlapMinutes?: number;
  /** Called now and then with the number of source rows read. */
  readonly onProgress?: (rowsRead: number) => void;
}

/** What an extraction found. */
export type TicketExtraction = (
  | { readonly kind: "extracted"; readonly extraction: TicketManifest }
  | { readonly kind: "unchanged" }
) & {
  readonly snapshot: TicketSnapshot;
  /** A sentence for each column that no contract knows and that no extraction before this one had. */
  readonly drift: readonly string[];
};

/**
 * Reads what is new and changed in the source table, in one consistent snapshot, and publishes it in the raw zone
 * as an extraction: CSV parts, and last of all the manifest. Where nothing changed, nothing is written.
 *
 * @throws CareplusError in one sentence when the source cannot be read; then nothing is published
 */
export async function extractTickets(options: ExtractOptions): Promise<TicketExtraction> {
  const { lake } = options;
  const source = await TicketSource.open(options.mysqlUrl, options.table);
  try {
    const columns = source.fields.map(({ name }) => name);
    const match = matchColumns(columns, source.table);
    const { published, leftovers } = await listRawFolders(lake);
    for (const key of leftovers) await lake.delete(key);
    const last = await lastExtraction(lake, published, source.id);
    const drift = newDrift(match, last, source.table);

    const sourceObject = nameExtraction(options.now, options.runId, published.at(-1));
    const parts = new RawPartWriter(lake, `raw/${sourceObject}`, source.fields);
    const { read, plan, snapshot } = await readSnapshot(source, match, last, parts, options);
    if (!parts.hasRows) return { kind: "unchanged", snapshot, drift };

    const extraction = await publish(lake, parts, read, {
      formatVersion: 1,
      sourceObject,
      runId: options.runId,
      extractedAt: options.now.toISOString(),
      source: { id: source.id, table: source.table },
      changeMode: plan.changeMode,
      watermark: plan.watermark,
      readFrom: plan.readFrom,
      columns,
      drift: match.drift,
      snapshot,
    });
    await pruneHashes(lake, source.id, extraction.hashesKey);
    return { kind: "extracted", extraction, snapshot, drift };
  } finally {
    source.close();
  }
}

/** Reads the changed rows into `parts`; takes back what was written when that fails. */
async function readSnapshot(
  source: TicketSource,
  match: ColumnMatch,
  last: TicketManifest | undefined,
  parts: RawPartWriter,
  options: ExtractOptions,
): Promise<{ read: ChangesRead; plan: ChangePlan; snapshot: TicketSnapshot }> {
  const { fields } = source;
  const indexOf = (name: string): number =>
    fields.findIndex((field) => field.name === match.spelling.get(name));
  const updatedAt: SourceField | undefined = fields[indexOf("updated_at")];
  // Another column list means other row bytes: hashes of before say nothing, and everything counts as new.
  const isComparable =
    last !== undefined && last.columns.join("\n") === fields.map(({ name }) => name).join("\n");
  const lastHashes = isComparable ? await readHashes(options.lake, last.hashesKey) : undefined;
  const base = lastHashes === undefined ? undefined : last;
  try {
    const overlapMinutes = options.overlapMinutes ?? DEFAULT_OVERLAP_MINUTES;
    const plan = await planChanges(source, updatedAt, base, overlapMinutes);
    const onProgress = options.onProgress ?? (() => undefined);
    const readsAll = plan.changeMode === "row-hash" || (base?.readFrom ?? null) === null;
    const seen = readsAll
      ? {
          tickets: new TicketTally(
            { ticketId: indexOf("ticket_id"), status: indexOf("status") },
            last?.snapshot.distinctTickets ?? 0,
          ),
          times: new NewestTimes(fields, (name) => match.spelling.get(name)),
        }
      : undefined;
    const read = await readChanges(source, plan, lastHashes, Object.values(seen ?? {}), parts, onProgress);
    const snapshot =
      seen === undefined
        ? await askSnapshot(source, match, parts.hasRows ? undefined : last?.snapshot)
        : { sourceRows: read.rowsRead, newest: seen.times.newest, ...seen.tickets.counts };
    return { read, plan, snapshot };
  } catch (error) {
    await parts.abort();
    throw error;
  }
}

/** Stores what belongs to the extraction, and last its manifest: the point from which it exists. */
async function publish(
  lake: ObjectStore,
  parts: RawPartWriter,
  read: ChangesRead,
  about: Omit<TicketManifest, "parts" | "rowsWritten" | "hashesKey">,
): Promise<TicketManifest> {
  const key = hashesKey(about.source.id, about.sourceObject.slice(about.sourceObject.lastIndexOf("/") + 1));
  try {
    const written = await parts.finish();
    await writeHashes(lake, key, read.hashes);
    const rowsWritten = written.reduce((rows, part) => rows + part.rows, 0);
    const manifest = { ...about, rowsWritten, parts: written, hashesKey: key };
    await writeManifest(lake, manifest);
    return manifest;
  } catch (error) {
    // A full disk: give back what we took. A later run cleans up what cannot be deleted now.
    await parts.abort().catch(() => undefined);
    throw error;
  }
}

async function lastExtraction(
  lake: ObjectStore,
  published: readonly string[],
  sourceId: string,
): Promise<TicketManifest | undefined> {
  for (const sourceObject of published.toReversed()) {
    const manifest = await readManifest(lake, manifestKey(sourceObject));
    if (manifest.source.id === sourceId) return manifest;
  }
  return undefined;
}

function newDrift(match: ColumnMatch, last: TicketManifest | undefined, table: string): string[] {
  return match.drift
    .filter((column) => last === undefined || !last.columns.includes(column))
    .map(
      (column) => `The table ${table} has a column "${column}" that no contract knows; the raw CSV keeps it.`,
    );
}
