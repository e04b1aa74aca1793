import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TicketManifest } from "../../local/tickets/manifest";
import { RAW_TICKET_COLUMNS } from "../../runtime/generate/raw-ticket";
import type { Chance } from "./chance";

/** An extraction of tickets in the raw zone, and what the rules make of it, known without them. */
export interface Extraction {
  readonly manifest: TicketManifest;
  readonly csv: string;
  /** Which version of each ticket it holds, by the ticket's number. */
  readonly kept: ReadonlyMap<number, number>;
  readonly duplicate: number;
  readonly rejected: number;
}

const TICKETS = 4;
const COLUMNS = [...RAW_TICKET_COLUMNS, "updated_at"];

/** Extractions one after the other: a ticket's version in the nth is its nth, or that of before, met again. */
export function anyExtractions(chance: Chance, most: number): readonly Extraction[] {
  return Array.from({ length: chance.between(1, most) }, (_, place) => extraction(chance, place + 1));
}

function extraction(chance: Chance, number: number): Extraction {
  const kept = new Map<number, number>();
  for (let ticket = 0; ticket < TICKETS; ticket++) {
    if (chance.isOneIn(3)) continue;
    kept.set(ticket, Math.max(1, number - (chance.isOneIn(4) ? 1 : 0)));
  }
  const records = [...kept].map(([ticket, version]) => record(ticket, version));
  const repeated = chance.some(records, chance.below(2));
  const rejected = Array.from({ length: chance.below(2) }, (_, place) =>
    record(TICKETS + place, number, "none"),
  );
  const rows = chance.some([...records, ...repeated, ...rejected], Number.POSITIVE_INFINITY);
  const csv = [COLUMNS.join(","), ...rows].map((line) => `${line}\r\n`).join("");
  const runId = `run-${number}`;
  return {
    manifest: manifest(`tickets/extract_date=2025-08-0${number}/${runId}`, runId, number, csv, rows),
    csv,
    kept,
    duplicate: repeated.length,
    rejected: rejected.length,
  };
}

/** The number of interactions tells the versions apart. */
function record(ticket: number, version: number, priority = "Low"): string {
  const updatedAt = `2025-07-1${version} 00:00:00`;
  return `T${ticket},2025-07-0${1 + (ticket % 2)} 00:13:00,,Sneha,${priority},${version},Payment Failure,Email,Open,,${updatedAt}`;
}

function manifest(
  sourceObject: string,
  runId: string,
  number: number,
  csv: string,
  rows: readonly string[],
): TicketManifest {
  return {
    formatVersion: 1,
    sourceObject,
    runId,
    extractedAt: `2025-08-0${number}T00:00:00.000Z`,
    source: { id: "source", table: "support_tickets" },
    changeMode: "watermark",
    watermark: null,
    readFrom: null,
    columns: COLUMNS,
    drift: [],
    snapshot: { sourceRows: rows.length, distinctTickets: TICKETS, newest: {} as never },
    rowsWritten: rows.length,
    parts: [
      {
        key: `raw/${sourceObject}/part-00000.csv`,
        rows: rows.length,
        sizeBytes: Buffer.byteLength(csv),
        hasLineBreaks: false,
        longestRecordBytes: Math.max(0, ...rows.map((row) => Buffer.byteLength(row))),
      },
    ],
    hashesKey: "state/none",
  };
}

/** Puts the extraction's CSV and, last, its manifest into the raw zone. */
export async function putExtraction(lakeDir: string, { manifest, csv }: Extraction): Promise<void> {
  const folder = join(lakeDir, "raw", manifest.sourceObject);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "part-00000.csv"), csv);
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
}
