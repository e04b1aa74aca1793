/**
 * The load statements of `warehouse/load`, in the order in which they run, by path below that folder.
 * They are portable: DuckDB and Redshift run the same text. None takes a parameter: what differs from load to load
 * is in the staging tables.
 */
const LEDGER = [
  "ledger/delete_loads",
  "ledger/insert_loads",
  "ledger/delete_stale_files",
  "ledger/insert_stale_files",
  "ledger/delete_load_files",
  "ledger/insert_load_files",
  "ledger/delete_quarantine",
  "ledger/insert_quarantine",
] as const;

const DATES = ["dimensions/stg_dates", "dimensions/delete_dates", "dimensions/insert_dates"] as const;

/** Which statements load a dataset, by the step they belong to; see LoadPlan. */
export interface DatasetScripts {
  readonly check: ScriptName;
  readonly findLost: ScriptName;
  readonly countLost: ScriptName;
  readonly apply: readonly ScriptName[];
}

export const FIND_OTHER_FILES = "ledger/find_other_files";
/** Read after the transaction. */
export const FIND_STALE_FILES = "ledger/find_stale_files";

export const TICKET_SCRIPTS = {
  check: "tickets/find_miscounted_objects",
  findLost: "tickets/stg_lost_tickets",
  countLost: "tickets/count_lost_tickets",
  apply: [
    "tickets/stg_contested_tickets",
    "tickets/stg_outranked_tickets",
    "tickets/stg_unchanged_tickets",
    "tickets/stg_skipped_tickets",
    "tickets/delete_replaced_tickets",
    "tickets/insert_changed_tickets",
    "tickets/stg_loaded",
    ...LEDGER,
    "dimensions/stg_agents",
    "dimensions/delete_agents",
    "dimensions/insert_agents",
    ...DATES,
  ],
} as const;

export const LOG_SCRIPTS = {
  check: "logs/find_miscounted_objects",
  findLost: "logs/stg_lost_log_entries",
  countLost: "logs/count_lost_log_entries",
  apply: [
    "logs/delete_reloaded_log_entries",
    "logs/stg_skipped_log_entries",
    "logs/insert_new_log_entries",
    "logs/stg_loaded",
    "logs/update_recovered_loads",
    ...LEDGER,
    "logs/delete_log_positions",
    "logs/insert_log_positions",
    ...DATES,
  ],
} as const;

type Scripts = typeof TICKET_SCRIPTS | typeof LOG_SCRIPTS;

export type ScriptName =
  | Scripts["check"]
  | Scripts["findLost"]
  | Scripts["countLost"]
  | Scripts["apply"][number]
  | typeof FIND_OTHER_FILES
  | typeof FIND_STALE_FILES;

/** Gives the text of a load statement; the local platform reads the file, a Lambda has it in its bundle. */
export type LoadScripts = (name: ScriptName) => string;
