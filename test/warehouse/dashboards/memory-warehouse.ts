import { DuckDBInstance } from "@duckdb/node-api";
import { columnConnection } from "../../../local/warehouse/column-connection";
import type { ColumnConnection, Row, SqlValue, WarehouseReader } from "../../../local/warehouse/reader";
import { readRows } from "../../../local/warehouse/run-sql";
import { listSql, readSql } from "../../../local/warehouse/sql-files";
import {
  DIM_AGENT,
  DIM_DATE,
  FACT_LOG_ENTRY,
  FACT_TICKET,
  OPS_LOADS,
  OPS_QUARANTINE,
} from "../../../runtime/contracts";
import { duckdbTable } from "../../../runtime/contracts/derive/duckdb-ddl";

export type Cells = Readonly<Record<string, SqlValue>>;

/** The warehouse's own tables and rpt views in an in-memory DuckDB, which tests fill by hand. */
export interface MemoryWarehouse extends WarehouseReader {
  columns(): Promise<ColumnConnection>;
  /** Adds rows; columns that are not given get a plain value. */
  addTickets(...rows: readonly Cells[]): Promise<void>;
  addLogEntries(...rows: readonly Cells[]): Promise<void>;
  addLoad(row: Cells): Promise<void>;
  addQuarantined(row: Cells): Promise<void>;
  close(): void;
}

const SOURCE = { source_object: "object", source_version: "1", rule_version: "1" };
const LONG_AGO = "2025-01-01 00:00:00";

const TICKET: Cells = {
  created_at: "2025-07-01 09:00:00",
  agent: "Sneha",
  priority: "Low",
  num_interactions: 3,
  issue_category: "Login",
  channel: "Email",
  status: "Open",
  source_object: "tickets/extract_date=2025-08-01/run",
  extracted_at: LONG_AGO,
  row_hash: "0",
  loaded_at: LONG_AGO,
};

const LOG_ENTRY: Cells = {
  logged_at: "2025-07-01 09:00:00",
  level: "INFO",
  component: "careplus.support.GenericService",
  ip: "60.130.155.7",
  response_time_ms: 100,
  cpu_percent: 10,
  event_type: "generic_event",
  is_error: false,
  user_agent: "curl/8.0",
  message: "",
  source_object: "logs/a.log",
  source_version: "1",
  byte_offset: 0,
  loaded_at: LONG_AGO,
};

const LOAD: Cells = {
  ...SOURCE,
  run_id: "run",
  records_in: 0,
  kept: 0,
  duplicate: 0,
  rejected: 0,
  loaded: 0,
  first_byte: 0,
  bytes_read: 0,
  transformed_at: LONG_AGO,
};

export async function openMemoryWarehouse(): Promise<MemoryWarehouse> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const datasets = [DIM_AGENT, DIM_DATE, FACT_TICKET, FACT_LOG_ENTRY, OPS_LOADS, OPS_QUARANTINE];
  const tables = datasets.map(duckdbTable);
  const views = listSql("rpt").map(readSql);
  for (const sql of ["set timezone = 'UTC'", readSql("schema/schemas"), ...tables, ...views]) {
    await connection.run(sql);
  }

  const query = (sql: string, params?: readonly SqlValue[]): Promise<Row[]> =>
    readRows(connection, sql, params);
  const add = async (table: string, row: Cells): Promise<void> => {
    const places = Object.keys(row).map((_, index) => `$${index + 1}`);
    await query(
      `insert into ${table} (${Object.keys(row).join(", ")}) values (${places.join(", ")})`,
      Object.values(row),
    );
  };
  let count = 0;

  return {
    query,
    async columns() {
      const own = await instance.connect();
      await own.run("set timezone = 'UTC'");
      return columnConnection(own);
    },
    async addTickets(...rows) {
      for (const row of rows) {
        count += 1;
        const ticket: Cells = { ticket_id: `T${count}`, ...TICKET, ...row };
        await add("fact_ticket", { ...ticket, created_date: String(ticket.created_at).slice(0, 10) });
      }
    },
    async addLogEntries(...rows) {
      for (const row of rows) {
        count += 1;
        const entry: Cells = { entry_id: `E${count}`, ...LOG_ENTRY, ...row };
        await add("fact_log_entry", { ...entry, log_date: String(entry.logged_at).slice(0, 10) });
      }
    },
    async addLoad(row) {
      count += 1;
      await add("ops.loads", { ...LOAD, source_object: `object-${count}`, ...row });
    },
    async addQuarantined(row) {
      await add("ops.quarantine", { ...SOURCE, quarantined_at: LONG_AGO, ...row });
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
