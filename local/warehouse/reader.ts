import type { DuckDBConnection } from "@duckdb/node-api";
import type { CodeArray } from "./read-codes";
import { readOnlyQuery } from "./read-only-query";
import { readRows, withConnection } from "./run-sql";
import { Turns } from "./turns";
import { noWarehouse, openToRead } from "./warehouse-file";

/** A row as a plain object that JSON can hold; see plainRows for how each type looks. */
export type Row = Record<string, unknown>;

/** A parameter of a query. */
export type SqlValue = string | number | boolean | null;

export interface WarehouseReader {
  /** All rows of one query of ours; `$1`, `$2`, … or `?` take the parameters. */
  query(sql: string, params?: readonly SqlValue[]): Promise<Row[]>;
  /**
   * For columns of millions of rows. Only the process that writes the warehouse offers it: reading takes seconds, for
   * which another process would keep the file from a writer.
   */
  columns?(): Promise<ColumnConnection>;
}

/** A connection with temporary tables of its own. */
export interface ColumnConnection {
  /** Everything in `work` sees the warehouse as of one moment; what a failure leaves of temporary tables is undone. */
  atOneMoment<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /** Waits for the work under way. */
  close(): Promise<void>;
}

export interface Snapshot {
  query(sql: string): Promise<Row[]>;
  /** See readCodes. */
  codes(sql: string, arrays: readonly CodeArray[], place: number): Promise<void>;
}

/** A reader that also takes SQL that a person wrote; see readOnlyQuery. */
export interface UserReader extends WarehouseReader {
  queryReadOnly(sql: string): Promise<Row[]>;
}

/**
 * Reads the warehouse of a state folder that no process is writing. The file is open only while a query runs, so
 * that a writer never waits for long; each query sees what was committed before it. Queries run one after the other:
 * POSIX takes every lock of a process from a file when the process closes it once, so that the end of one query would
 * let a writer in under another.
 *
 * Its queries throw CareplusError `no_warehouse` when nothing was loaded yet, and `state_in_use` when another
 * process keeps the file for longer than two seconds.
 */
export function openReader(stateDir: string): UserReader {
  const turns = new Turns();
  const inTurn = (work: (connection: DuckDBConnection) => Promise<Row[]>): Promise<Row[]> =>
    turns.take(() => withFile(stateDir, work));
  return {
    query: (sql, params) => inTurn((connection) => readRows(connection, sql, params)),
    queryReadOnly: (sql) => inTurn((connection) => readOnlyQuery(connection, sql)),
  };
}

async function withFile<T>(stateDir: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await openToRead(stateDir);
  try {
    return await withConnection(instance, async (connection) => {
      if (!(await isComplete(connection))) throw noWarehouse(stateDir);
      return work(connection);
    });
  } finally {
    instance.closeSync();
  }
}

/** The views come last when a warehouse is made, in one transaction with its tables. */
async function isComplete(connection: DuckDBConnection): Promise<boolean> {
  const views = await readRows(connection, "select 1 from duckdb_views() where schema_name = 'rpt' limit 1");
  return views.length > 0;
}
