import { type Column, column, type Dataset } from "../contracts/dataset";
import { LOG_QUARANTINE, LOGS } from "../contracts/logs";
import { TICKET_QUARANTINE, TICKETS } from "../contracts/tickets";
import { FACT_LOG_ENTRY } from "../contracts/warehouse";
import type { DatasetName } from "./staging";

/** How the load statements know the staged rows of a dataset. */
export interface StagedDataset {
  /** Columns of its Parquet files. */
  readonly columns: readonly Column[];
  readonly quarantine: Dataset;
  /** The quarantine's column that says where in the object the record is. */
  readonly position: string;
  /** What the load statements read. */
  readonly relation: string;
  /** What other objects hold of lost tickets or entries: empty unless something was lost. */
  readonly recovered: Dataset;
  readonly lost: { readonly table: string; readonly key: string };
}

export const STAGED: Readonly<Record<DatasetName, StagedDataset>> = {
  tickets: {
    columns: TICKETS.columns,
    quarantine: TICKET_QUARANTINE,
    position: "source_row",
    relation: "stg_tickets",
    recovered: { ...TICKETS, name: "stg_recovered_tickets" },
    lost: { table: "stg_lost_tickets", key: "ticket_id" },
  },
  logs: {
    columns: LOGS.columns,
    quarantine: LOG_QUARANTINE,
    position: "byte_offset",
    relation: "stg_log_entries",
    recovered: {
      ...LOGS,
      name: "stg_recovered_log_entries",
      columns: [...LOGS.columns, column(FACT_LOG_ENTRY, "source_version")],
    },
    lost: { table: "stg_lost_log_entries", key: "entry_id" },
  },
};
