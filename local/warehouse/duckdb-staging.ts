import { DUCKDB_TYPES, duckdbTemporaryTable } from "../../runtime/contracts/derive/duckdb-ddl";
import type { Column, Dataset } from "../../runtime/contracts/dataset";
import { LOG_QUARANTINE, LOGS } from "../../runtime/contracts/logs";
import { TICKET_QUARANTINE, TICKETS } from "../../runtime/contracts/tickets";
import { FACT_LOG_ENTRY } from "../../runtime/contracts/warehouse";
import { column } from "../../runtime/contracts/dataset";
import type { DatasetName, ProcessedFile, Staging, Statement, StatementValue } from "../../runtime/load/staging";
import { pathLiteral } from "../tickets/sql-text";

/** Rows of one INSERT: its text grows with them. */
const ROWS_PER_INSERT = 500;

interface StagedDataset {
  readonly columns: readonly Column[];
  readonly quarantine: Dataset;
  readonly positionColumn: string;
  /** What the load statements read. */
  readonly relation: string;
  /** What other objects hold of lost tickets or entries; empty unless something was lost. */
  readonly recovered: Dataset;
  readonly lost: string;
  readonly lostKey: string;
}

const VERSION = column(FACT_LOG_ENTRY, "source_version");

const STAGED: Readonly<Record<DatasetName, StagedDataset>> = {
  tickets: {
    columns: TICKETS.columns,
    quarantine: TICKET_QUARANTINE,
    positionColumn: "source_row",
    relation: "stg_tickets",
    recovered: { ...TICKETS, name: "stg_recovered_tickets" },
    lost: "stg_lost_tickets",
    lostKey: "ticket_id",
  },
  logs: {
    columns: LOGS.columns,
    quarantine: LOG_QUARANTINE,
    positionColumn: "byte_offset",
    relation: "stg_log_entries",
    recovered: { ...LOGS, name: "stg_recovered_log_entries", columns: [...LOGS.columns, VERSION] },
    lost: "stg_lost_log_entries",
    lostKey: "entry_id",
  },
};

/**
 * Staging in DuckDB: Parquet files are read where they lie, through views, so that a million rows take no memory.
 * Their timestamps are marked as UTC and arrive with a time zone; the cast takes it off (connections are in UTC).
 *
 * @param pathOf path of a lake key
 */
export function duckdbStaging(pathOf: (key: string) => string): Staging {
  const readFiles = (columns: readonly Column[], keys: readonly string[], hasFileName = false): string =>
    keys.length === 0
      ? `select ${columns.map(({ name, type }) => `cast(null as ${DUCKDB_TYPES[type]}) as ${name}`).join(", ")} where false`
      : `select ${columns.map(({ name, type }) => `cast(${name} as ${DUCKDB_TYPES[type]}) as ${name}`).join(", ")}${hasFileName ? ", filename" : ""}
from read_parquet([${keys.map((key) => pathLiteral(pathOf(key))).join(", ")}], hive_partitioning = false, filename = ${hasFileName})`;

  return {
    putRows: (table, rows) => [plain(duckdbTemporaryTable(table)), ...inserts(table, rows)],

    stageProcessed(dataset, keys) {
      const { columns, relation, recovered } = STAGED[dataset];
      const names = columns.map(({ name }) => name).join(", ");
      const version = dataset === "logs" ? ", source_version" : "";
      const versioned =
        dataset === "logs"
          ? "select f.*, stg_loads.source_version from files f inner join stg_loads using (source_object)"
          : "select * from files";
      return [
        plain(duckdbTemporaryTable(recovered)),
        plain(`create temp view ${relation} as
with files as (
${readFiles(columns, keys)}
)
select ${names}${version} from (${versioned})
union all
select ${names}${version} from ${recovered.name}`),
      ];
    },

    stageQuarantine(dataset, keys) {
      const { quarantine, positionColumn } = STAGED[dataset];
      return [
        plain(`create temp view stg_quarantine as
with files as (
${readFiles(quarantine.columns, keys)}
)
select source_object, ${positionColumn} as position, record_key, array_to_string(reasons, ',') as reasons,
  raw_record, rule_version, quarantined_at
from files`),
      ];
    },

    stageLost(dataset, files) {
      if (files.length === 0) return [];
      return [];
    },
  };
}
