import type { DuckDBConnection } from "@duckdb/node-api";
import { type CodeArray, readCodes } from "./read-codes";
import type { ColumnConnection, Row, Snapshot } from "./reader";
import { readRows } from "./run-sql";
import { Turns } from "./turns";

/**
 * A connection that keeps temporary tables from one snapshot to the next. `close` waits for the work under way: DuckDB's
 * client crashes, or never comes back, when a connection is closed under a query.
 */
export function columnConnection(connection: DuckDBConnection): ColumnConnection {
  const turns = new Turns();
  const snapshot: Snapshot = {
    query: (sql): Promise<Row[]> => readRows(connection, sql),
    codes: (sql: string, arrays: readonly CodeArray[], place: number) =>
      readCodes(connection, sql, arrays, place),
  };
  const inTransaction = async <T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> => {
    await connection.run("begin transaction");
    try {
      const result = await work(snapshot);
      await connection.run("commit");
      return result;
    } catch (error) {
      await connection.run("rollback").catch(() => undefined);
      throw error;
    }
  };
  return {
    atOneMoment: (work) => turns.take(() => inTransaction(work)),
    async close() {
      await turns.ended();
      connection.closeSync();
    },
  };
}
