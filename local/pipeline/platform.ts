import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { serveOwner } from "../owner/owner-server";
import { SparkEngine, sparkFor } from "../spark/spark-engine";
import { FolderStore } from "../store/folder-store";
import { DuckdbEngine } from "../tickets/duckdb-engine";
import type { LocalWarehouse } from "../warehouse/local-warehouse";
import { openWarehouse } from "../warehouse/open";
import type { OnProgress } from "./progress";
import type { TicketEngine, TicketEngineName } from "./ticket-engine";

export interface PlatformOptions {
  readonly stateDir: string;
  /** `mysql://user:password@host:port/database`; absent: no tickets are read. */
  readonly mysqlUrl?: string;
  readonly table: string;
  /** Folder of `.log` and `.log.gz` files; absent: no logs are read. */
  readonly logsDir?: string;
  /** IANA zone of the ticket times, e.g. "Europe/Berlin". */
  readonly timeZone: string;
  /** What reads and transforms tickets; "duckdb" unless given. */
  readonly engine?: TicketEngineName;
  readonly onProgress: OnProgress;
}

/** The embedded platform, open on one state folder: this process is the only one that writes there. */
export interface Platform {
  readonly options: PlatformOptions;
  readonly lake: FolderStore;
  readonly warehouse: LocalWarehouse;
  readonly ticketEngine: TicketEngine;
}

/**
 * Opens (or begins) a state folder, answers other processes' questions to it, does the work, and closes it.
 *
 * @throws CareplusError `state_in_use` when another process works on the folder
 */
export async function withPlatform<T>(
  options: PlatformOptions,
  work: (platform: Platform) => Promise<T>,
): Promise<T> {
  await mkdir(options.stateDir, { recursive: true });
  const warehouse = await openWarehouse(options.stateDir);
  try {
    const owner = await serveOwner(options.stateDir, warehouse);
    try {
      const lakeDir = join(options.stateDir, "lake");
      const ticketEngine = createEngine(options, lakeDir, warehouse);
      try {
        return await work({ options, lake: new FolderStore(lakeDir), warehouse, ticketEngine });
      } finally {
        await ticketEngine.close();
      }
    } finally {
      await owner.close();
    }
  } finally {
    await warehouse.close();
  }
}

function createEngine(
  { engine, mysqlUrl, timeZone }: PlatformOptions,
  lakeDir: string,
  warehouse: LocalWarehouse,
): TicketEngine {
  if (engine === "spark") return new SparkEngine(lakeDir, timeZone, sparkFor(mysqlUrl));
  return new DuckdbEngine(new FolderStore(lakeDir), warehouse, timeZone);
}

/** A run's name: sorts by time, and two runs of one millisecond still differ. */
export function newRunId(now: Date): string {
  return `${now.toISOString().replace(/[-:.]/g, "")}-${randomBytes(3).toString("hex")}`;
}
