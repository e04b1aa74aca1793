import { cp } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { TicketEngine } from "../../../local/pipeline/ticket-engine";
import { SparkEngine } from "../../../local/spark/spark-engine";
import { FolderStore } from "../../../local/store/folder-store";
import { extractTickets, type TicketExtraction } from "../../../local/tickets/extract";
import type { TicketManifest } from "../../../local/tickets/manifest";
import { transformTickets } from "../../../local/tickets/transform";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import type { TicketDatabase } from "../tickets/ticket-database";
import { differingRows } from "./differing-rows";
import { sharedSpark } from "./shared-spark";

export type EngineName = "duckdb" | "spark";

/** Both engines on one source, each with a lake of its own or on each other's. */
export class TwoEngines {
  private minute = 0;
  private lakes = 0;

  private constructor(
    readonly db: TicketDatabase,
    readonly duckdb: DuckDBConnection,
  ) {}

  static async open(db: TicketDatabase): Promise<TwoEngines> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
    return new TwoEngines(db, await instance.connect());
  }

  close(): void {
    this.duckdb.closeSync();
  }

  /** An empty lake. */
  newLake(): FolderStore {
    return new FolderStore(join(this.db.dir, `engines-${++this.lakes}`));
  }

  /** A lake that holds what another one does. */
  async copyOf(lake: FolderStore): Promise<FolderStore> {
    const copy = this.newLake();
    await cp(rootOf(lake), rootOf(copy), { recursive: true });
    return copy;
  }

  /** Each extraction is a minute later than the one before. */
  extract(
    engine: EngineName,
    lake: FolderStore,
    options: { table?: string; mysqlUrl?: string } = {},
  ): Promise<TicketExtraction> {
    this.minute++;
    const request = {
      mysqlUrl: this.db.url,
      table: "support_tickets",
      runId: `run-${String(this.minute).padStart(6, "0")}`,
      now: new Date(Date.UTC(2026, 0, 1, 0, this.minute)),
      onProgress: () => undefined,
      ...options,
    };
    if (engine === "duckdb") return extractTickets({ ...request, lake });
    return this.spark(lake).extract(request);
  }

  transform(
    engine: EngineName,
    lake: FolderStore,
    extraction: TicketManifest,
    timeZone = "UTC",
  ): Promise<TransformedObject> {
    if (engine === "spark") return this.spark(lake, timeZone).transform(extraction);
    const connection = this.duckdb;
    return transformTickets({ connection, lake, extraction, timeZone, now: new Date() });
  }

  /** A few of the rows that differ between two lakes' objects of the same keys; none where all cells agree. */
  async differences(left: FolderStore, right: FolderStore, keys: readonly string[]): Promise<string[]> {
    const files = (lake: FolderStore): string[] => keys.map((key) => lake.pathOf(key));
    return (await differingRows(this.duckdb, files(left), files(right))).examples;
  }

  private spark(lake: FolderStore, timeZone = "UTC"): TicketEngine {
    return new SparkEngine(rootOf(lake), timeZone, sharedSpark);
  }
}

/** The extraction of a table that has changed. */
export function extracted(result: TicketExtraction): TicketManifest {
  if (result.kind === "unchanged") throw new Error("nothing was extracted");
  return result.extraction;
}

function rootOf(lake: FolderStore): string {
  return join(lake.pathOf("raw"), "..");
}
