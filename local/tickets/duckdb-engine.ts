import type { TransformedObject } from "../../runtime/load/transformed-object";
import type { ExtractRequest, TicketEngine } from "../pipeline/ticket-engine";
import type { FolderStore } from "../store/folder-store";
import type { LocalWarehouse } from "../warehouse/local-warehouse";
import { extractTickets, type TicketExtraction } from "./extract";
import type { TicketManifest } from "./manifest";
import { transformTickets } from "./transform";

/** Tickets in this process: mysql2 reads them, the warehouse's own DuckDB applies the rules. */
export class DuckdbEngine implements TicketEngine {
  constructor(
    private readonly lake: FolderStore,
    private readonly warehouse: LocalWarehouse,
    private readonly timeZone: string,
  ) {}

  extract(request: ExtractRequest): Promise<TicketExtraction> {
    return extractTickets({ ...request, lake: this.lake });
  }

  async transform(extraction: TicketManifest): Promise<TransformedObject> {
    const connection = await this.warehouse.connect();
    try {
      const { lake, timeZone } = this;
      return await transformTickets({ connection, lake, extraction, timeZone, now: new Date() });
    } finally {
      connection.closeSync();
    }
  }

  async close(): Promise<void> {}
}
