import type { TransformedObject } from "../../runtime/load/transformed-object";
import { listExtractions } from "../tickets/list-extractions";
import type { TicketManifest, TicketSnapshot } from "../tickets/manifest";
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
  const { ticketEngine, options } = platform;
  const extraction = await ticketEngine.extract({
    mysqlUrl,
    table: options.table,
    runId,
    now: new Date(),
    onProgress: (rows) => options.onProgress({ stage: "extract tickets", done: rows, unit: "rows" }),
  });
  const loads = await loadPendingExtractions(platform, runId);
  return { loads, snapshot: extraction.snapshot, notices: extraction.drift };
}

/** Loads extractions one at a time, oldest first: one transaction each, and a batch is bounded by one run. */
async function loadPendingExtractions(platform: Platform, runId: string): Promise<LoadedObject[]> {
  const loaded = await platform.warehouse.loadedVersions("tickets");
  const loads: LoadedObject[] = [];
  const pending = await listExtractions(platform.lake, (sourceObject) => !loaded.has(sourceObject));
  for (const extraction of pending) {
    loads.push(...(await loadExtraction(platform, extraction, runId)));
  }
  return loads;
}

async function loadExtraction(
  platform: Platform,
  extraction: TicketManifest,
  runId: string,
): Promise<readonly LoadedObject[]> {
  const transformed = await transformExtraction(platform, extraction);
  const { onProgress } = platform.options;
  const total = transformed.counts.kept;
  onProgress({ stage: "load tickets", done: 0, total, unit: "rows" });
  const loads = await platform.warehouse.load([transformed], platform.lake, runId, new Date());
  onProgress({ stage: "load tickets", done: total, total, unit: "rows" });
  return loads;
}

/** Applies the rules to an extraction of the raw zone. */
export async function transformExtraction(
  { ticketEngine, options }: Platform,
  extraction: TicketManifest,
): Promise<TransformedObject> {
  const total = extraction.rowsWritten;
  options.onProgress({ stage: "transform tickets", done: 0, total, unit: "rows" });
  const transformed = await ticketEngine.transform(extraction);
  options.onProgress({ stage: "transform tickets", done: total, total, unit: "rows" });
  return transformed;
}
