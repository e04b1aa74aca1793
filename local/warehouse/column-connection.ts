import type { DuckDBConnection } from "@duckdb/node-api";
import { type CodeArray, readCodes } from "./read-codes";
import type { ColumnConnection, Row, Snapshot } from "./reader";
import { readRows } from "./run-sql";

/** A connection that keeps temporary tables from one snapshot to the next. It is closed with `close`. */
export function columnConnection(connection: DuckDBConnection): ColumnConnection {
  const snapshot: Snapshot = {
    query: (sql): Promise<Row[]> => readRows(connection, sql),
    codes: (sql: string, arrays: readonly CodeArray[], place: number) =>
      readCodes(connection, sql, arrays, place),
  };
  return {
    async atOneMoment(work) {
      await connection.run("begin transaction");
      try {
        const result = await work(snapshot);
        await connection.run("commit");
        return result;
      } catch (error) {
        await connection.run("rollback").catch(() => undefined);
        throw error;
      }
    },
    close: () => connection.closeSync(),
  };
}
