import type { TransformedObject } from "../../runtime/load/transformed-object";
import type { TicketExtraction } from "../tickets/extract";
import type { TicketManifest } from "../tickets/manifest";

/** What reads tickets from MySQL and applies the rules to them. Either engine goes on where the other one was. */
export interface TicketEngine {
  /** Reads what is new and changed, and publishes it in the raw zone. */
  extract(request: ExtractRequest): Promise<TicketExtraction>;
  /** Publishes an extraction's processed and quarantined rows. */
  transform(extraction: TicketManifest): Promise<TransformedObject>;
  /** Gives back what the engine holds; it may be used again. */
  close(): Promise<void>;
}

export interface ExtractRequest {
  readonly mysqlUrl: string;
  /** `table` or `database.table`. */
  readonly table: string;
  readonly runId: string;
  readonly now: Date;
  /** Called now and then with the number of source rows read. */
  readonly onProgress: (rowsRead: number) => void;
}

/** The engines by the names that a person gives. */
export const TICKET_ENGINES = ["duckdb", "spark"] as const;

export type TicketEngineName = (typeof TICKET_ENGINES)[number];
