import { buffer } from "node:stream/consumers";
import { CareplusError } from "../../runtime/errors";
import type { ObjectStore } from "../../runtime/store/object-store";
import type { SourceTickets } from "../../runtime/warehouse/reconciliation-checks";
import type { NewestTimesOfSource } from "./newest-times";

/** How changes are found: by the hash of each row, or by the table's own `updated_at`. */
export type ChangeMode = "row-hash" | "watermark";

/** What the source table held when it was read; reconciliation compares the warehouse with it. */
export interface TicketSnapshot extends SourceTickets {
  readonly sourceRows: number;
  readonly newest: NewestTimesOfSource;
}

/** One CSV object of an extraction. */
export interface RawPart {
  readonly key: string;
  readonly rows: number;
  readonly sizeBytes: number;
  /** Whether a value spans lines: such a file cannot be split for reading in parallel. */
  readonly hasLineBreaks: boolean;
  /** Bytes of the longest record, for readers that need a limit. */
  readonly longestRecordBytes: number;
}

/**
 * `manifest.json` of an extraction, written last: a run folder of the raw zone is published if and only if it
 * holds this file. It never changes afterwards.
 */
export interface TicketManifest {
  readonly formatVersion: 1;
  /** Name of the extraction everywhere downstream: `tickets/extract_date=YYYY-MM-DD/<run>`. */
  readonly sourceObject: string;
  readonly runId: string;
  /** ISO time of the snapshot, UTC; grows from one extraction of a lake to the next. */
  readonly extractedAt: string;
  readonly source: {
    /** Tells one host, database and table from another. */
    readonly id: string;
    readonly table: string;
  };
  readonly changeMode: ChangeMode;
  /** Newest `updated_at` that is not in the future, as the source prints it; null in row-hash mode. */
  readonly watermark: string | null;
  /** Where the next extraction begins to read, the watermark less the overlap; null: at the table's beginning. */
  readonly readFrom: string | null;
  /** Source columns as the source writes them, in the order of the CSV header. */
  readonly columns: readonly string[];
  /** Those of them that no contract knows. */
  readonly drift: readonly string[];
  readonly snapshot: TicketSnapshot;
  readonly rowsWritten: number;
  readonly parts: readonly RawPart[];
  /** Lake key of the row hashes that the next extraction compares with. */
  readonly hashesKey: string;
}

export const RAW_TICKETS = "raw/tickets/";
export const MANIFEST_NAME = "manifest.json";

/** Lake key of the manifest of an extraction. */
export function manifestKey(sourceObject: string): string {
  return `raw/${sourceObject}/${MANIFEST_NAME}`;
}

/**
 * Reads a published manifest.
 *
 * @param key lake key, `raw/tickets/extract_date=D/<run>/manifest.json`
 * @throws CareplusError `bad_manifest` when it is not one of this version
 */
export async function readManifest(lake: ObjectStore, key: string): Promise<TicketManifest> {
  const text = (await buffer(lake.read(key))).toString("utf8");
  try {
    const manifest = JSON.parse(text) as TicketManifest;
    if (manifest.formatVersion === 1) return manifest;
  } catch (cause) {
    throw new CareplusError(
      "bad_manifest",
      `${key} in the lake is no JSON; restore it or delete its folder.`,
      {
        cause,
      },
    );
  }
  throw new CareplusError(
    "bad_manifest",
    `${key} in the lake was written by another version of the platform.`,
  );
}

/** Publishes an extraction: from here on it exists. */
export async function writeManifest(lake: ObjectStore, manifest: TicketManifest): Promise<void> {
  const writer = await lake.create(manifestKey(manifest.sourceObject));
  try {
    await writer.write(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  } catch (error) {
    await writer.abort();
    throw error;
  }
  await writer.close();
}
