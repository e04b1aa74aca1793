import { DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import {
  type Column,
  type Dataset,
  LOGS,
  OPS_LOADS,
  OPS_QUARANTINE,
  TICKETS,
} from "../../../runtime/contracts";

export type Row = Record<string, unknown>;

/** The columns of the rpt views, as plain tables of an in-memory DuckDB that tests fill by hand. */
export interface MemoryWarehouse {
  query(sql: string, params?: readonly (string | number | boolean | null)[]): Promise<Row[]>;
  /** Adds rows; columns that are not given get a plain value. */
  addTickets(...rows: readonly Row[]): Promise<void>;
  addLogEntries(...rows: readonly Row[]): Promise<void>;
  addLoad(row: Row): Promise<void>;
  addQuarantined(row: Row): Promise<void>;
  close(): void;
}

const SQL_TYPES: Record<Column["type"], string> = {
  string: "varchar",
  int: "integer",
  bigint: "bigint",
  double: "double",
  boolean: "boolean",
  timestamp: "timestamp",
  date: "date",
  "string[]": "varchar[]",
};

const TICKET: Row = {
  created_at: "2025-07-01 09:00:00",
  agent: "Sneha",
  priority: "Low",
  num_interactions: 3,
  issue_category: "Login",
  channel: "Email",
  status: "Open",
  source_object: "tickets/extract_date=2025-08-01/run",
  extracted_at: "2025-08-01 00:00:00",
  row_hash: "0",
};

const LOG_ENTRY: Row = {
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
  byte_offset: 0,
};

export async function openMemoryWarehouse(): Promise<MemoryWarehouse> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("set timezone = 'UTC'; create schema rpt");
  await connection.run(createTable("rpt.tickets", TICKETS, "created_date date"));
  await connection.run(createTable("rpt.log_entries", LOGS, "log_date date"));
  await connection.run(createTable("rpt.loads", OPS_LOADS));
  await connection.run(createTable("rpt.quarantine", OPS_QUARANTINE, "kept_version_at timestamp"));
  await connection.run(`create view rpt.rejections as
    select dataset, reason, count(*) as records
    from rpt.quarantine, unnest(string_split(reasons, ',')) as split(reason) group by 1, 2`);
  await connection.run(`create view rpt.freshness as
    select dataset, max(loaded_at) as last_loaded_at,
      case dataset when 'tickets' then (select max(created_at) from rpt.tickets)
      else (select max(logged_at) from rpt.log_entries) end as newest_row_at
    from rpt.loads group by dataset`);

  const add = async (table: string, row: Row): Promise<void> => {
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    const values = names.map((name) => row[name] as DuckDBValue);
    await connection.run(`insert into ${table} (${names.join(", ")}) values (${places.join(", ")})`, values);
  };
  let entries = 0;
  let loads = 0;

  return {
    async query(sql, params = []) {
      const result = await connection.runAndReadAll(sql, [...params]);
      return result.getRowObjectsJS().map(toPlain);
    },
    async addTickets(...rows) {
      for (const row of rows) {
        const ticket: Row = { ticket_id: `T${entries++}`, ...TICKET, ...row };
        await add("rpt.tickets", { ...ticket, created_date: String(ticket.created_at).slice(0, 10) });
      }
    },
    async addLogEntries(...rows) {
      for (const row of rows) {
        const entry: Row = { entry_id: `E${entries++}`, ...LOG_ENTRY, ...row };
        await add("rpt.log_entries", { ...entry, log_date: String(entry.logged_at).slice(0, 10) });
      }
    },
    async addLoad(row) {
      await add("rpt.loads", { source_object: `object-${loads++}`, source_version: "1", ...row });
    },
    async addQuarantined(row) {
      await add("rpt.quarantine", row);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function createTable(name: string, dataset: Dataset, ...more: readonly string[]): string {
  const columns = dataset.columns.map((column) => `"${column.name}" ${SQL_TYPES[column.type]}`);
  return `create table ${name} (${[...columns, ...more].join(", ")})`;
}

/** As the warehouse's reader gives cells: times as ISO text, whole numbers as numbers. */
function toPlain(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      if (cell instanceof Date) return [name, cell.toISOString()];
      return [name, typeof cell === "bigint" ? Number(cell) : cell];
    }),
  );
}
