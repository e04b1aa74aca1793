import { extractTickets } from "../tickets/extract";
import { listExtractions } from "../tickets/list-extractions";
import type { TicketSnapshot } from "../tickets/manifest";
import { transformTickets } from "../tickets/transform";
import type { LoadedObject } from "../warehouse/local-warehouse";
import type { Platform } from "./platform";

export interface TicketCycle {
  readonly loads: readonly LoadedObject[];
  /** What the source held when it was read. */
  readonly snapshot: TicketSnapshot;
  readonly notices: readonly string[];
}

/**
 * Reads what is new and changed in MySQL, then transforms and loads every published extraction that the ledger
 * does not know: this run's, and one that an earlier run published before it was killed.
 */
export async function runTicketCycle(
  platform: Platform,
  mysqlUrl: string,
  runId: string,
): Promise<TicketCycle> {
  const { lake, options } = platform;
  const extraction = await extractTickets({
    mysqlUrl,
    table: options.table,
    lake,
    runId,
    now: new Date(),
    onProgress: (rows) => options.onProgress({ stage: "extract tickets", done: rows, unit: "rows" }),
  });
  const loads = await loadPendingExtractions(platform, runId);
  return { loads, snapshot: extraction.snapshot, notices: extraction.drift };
}

/** Loads extractions one at a time, oldest first: one transaction each, and a batch is bounded by one run. */
export async function loadPendingExtractions(platform: Platform, runId: string): Promise<LoadedObject[]> {
  const loaded = await platform.warehouse.loadedVersions("tickets");
  const loads: LoadedObject[] = [];
  for (const extraction of await listExtractions(platform.lake)) {
    if (loaded.has(extraction.sourceObject)) continue;
    loads.push(...(await loadExtraction(platform, extraction, runId)));
  }
  return loads;
}

export async function loadExtraction(
  platform: Platform,
  extraction: Awaited<ReturnType<typeof listExtractions>>[number],
  runId: string,
): Promise<LoadedObject[]> {
  const { lake, warehouse, options } = platform;
  const rows = extraction.rowsWritten;
  options.onProgress({ stage: "transform tickets", done: 0, total: rows, unit: "rows" });
  const connection = await warehouse.connect();
  try {
    const transformed = await transformTickets({
      connection,
      lake,
      extraction,
      timeZone: options.timeZone,
      now: new Date(),
    });
    options.onProgress({ stage: "transform tickets", done: rows, total: rows, unit: "rows" });
    options.onProgress({ stage: "load tickets", done: 0, total: transformed.counts.kept, unit: "rows" });
    const loads = await warehouse.load([transformed], lake, runId, new Date());
    options.onProgress({
      stage: "load tickets",
      done: transformed.counts.kept,
      total: transformed.counts.kept,
      unit: "rows",
    });
    return loads;
  } finally {
    connection.closeSync();
  }
}
