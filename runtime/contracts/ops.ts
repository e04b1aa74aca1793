import type { Column, Dataset } from "./dataset";

/** What names a loaded version of a source object. */
const LOADED_VERSION: readonly Column[] = [
  { name: "dataset", type: "string", description: "tickets or logs" },
  { name: "source_object", type: "string", description: "Extraction folder or log object" },
  { name: "source_version", type: "string", description: "Version of the object that was read" },
];

const FILE_KEY: Column = {
  name: "file_key",
  type: "string",
  description: "Key of the Parquet file in the lake",
};

/** The ledger: for each object, records_in = kept + duplicate + rejected. */
export const OPS_LOADS: Dataset = {
  name: "ops.loads",
  zone: "ops",
  grain: "one loaded version of one source object",
  key: ["dataset", "source_object", "source_version"],
  sortKey: ["loaded_at"],
  columns: [
    ...LOADED_VERSION,
    { name: "run_id", type: "string", description: "Run of the platform that loaded it" },
    { name: "records_in", type: "bigint", description: "Records read" },
    { name: "kept", type: "bigint", description: "Records kept as rows of the processed zone" },
    { name: "duplicate", type: "bigint", description: "Exact duplicates dropped within the object" },
    { name: "rejected", type: "bigint", description: "Records put into quarantine" },
    {
      name: "loaded",
      type: "bigint",
      description:
        "Rows this load added to or changed in the warehouse; lower than kept where another object had them",
    },
    {
      name: "first_byte",
      type: "bigint",
      unit: "B",
      description: "First byte read; above 0 when only what a grown log object gained was read",
    },
    { name: "bytes_read", type: "bigint", unit: "B", description: "Size of what was read" },
    { name: "rule_version", type: "string", description: "Version of the rules that were applied" },
    { name: "transformed_at", type: "timestamp", description: "When the object was transformed" },
    { name: "loaded_at", type: "timestamp", description: "When the load was committed" },
  ],
};

export const OPS_QUARANTINE: Dataset = {
  name: "ops.quarantine",
  zone: "ops",
  grain: "one rejected record of one loaded object",
  key: ["dataset", "source_object", "source_version", "position"],
  columns: [
    ...LOADED_VERSION,
    {
      name: "position",
      type: "bigint",
      description: "Row number (tickets) or byte offset (logs) in the object",
    },
    { name: "record_key", type: "string", nullable: true, description: "ticket_id, where it can be read" },
    { name: "reasons", type: "string", description: "Every rule the record breaks, joined by commas" },
    {
      name: "raw_record",
      type: "string",
      description: "The record's text, cut at 4,000 characters; whole in the lake",
    },
    { name: "rule_version", type: "string", description: "Version of the rules that rejected it" },
    { name: "quarantined_at", type: "timestamp", description: "When the record was met" },
  ],
};

export const OPS_RECONCILIATION: Dataset = {
  name: "ops.reconciliation",
  zone: "ops",
  grain: "one check of one run: a number of the source's snapshot against the warehouse",
  key: ["run_id", "check_name"],
  sortKey: ["checked_at"],
  columns: [
    { name: "run_id", type: "string", description: "Run of the platform that was checked" },
    { name: "check_name", type: "string", description: "What was compared" },
    { name: "source_value", type: "bigint", nullable: true, description: "The number on the source's side" },
    {
      name: "warehouse_value",
      type: "bigint",
      nullable: true,
      description: "The number on the warehouse's side",
    },
    { name: "is_match", type: "boolean", description: "Whether the two agree" },
    { name: "checked_at", type: "timestamp", description: "When they were compared" },
  ],
};

/** Where reading of a growing log object stopped, so that only what came after is read next time. */
export const OPS_LOG_POSITIONS: Dataset = {
  name: "ops.log_positions",
  zone: "ops",
  grain: "one log object, as last read",
  key: ["source_object"],
  columns: [
    { name: "source_object", type: "string", description: "Log object" },
    { name: "source_version", type: "string", description: "Version that was read last" },
    { name: "resume_at", type: "bigint", unit: "B", description: "Offset just past the last separator line" },
    {
      name: "fingerprint",
      type: "string",
      description: "Hash over the object's first bytes and those before resume_at",
    },
  ],
};

/**
 * Lets a replay find the rows that other objects hold of a ticket or an entry that the replayed one gave up, and the
 * files that the replayed one no longer has.
 */
export const OPS_LOAD_FILES: Dataset = {
  name: "ops.load_files",
  zone: "ops",
  grain: "one Parquet file of the lake that a loaded version has",
  key: ["dataset", "source_object", "source_version", "file_key"],
  columns: [...LOADED_VERSION, FILE_KEY],
};

/** Files to be deleted from the lake: noted in the transaction that made them stale, so that none is forgotten. */
export const OPS_STALE_FILES: Dataset = {
  name: "ops.stale_files",
  zone: "ops",
  grain: "one file of the lake that no loaded version has any more",
  key: ["run_id", "file_key"],
  columns: [
    { name: "run_id", type: "string", description: "Load whose version no longer has the file" },
    FILE_KEY,
    {
      name: "replaced_at",
      type: "timestamp",
      description: "When that version was transformed; a file written later is another one",
    },
  ],
};
