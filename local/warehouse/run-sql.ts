import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { bindings } from "./duckdb-bindings";
import { plainRows } from "./duckdb-rows";
import type { Row, SqlValue } from "./reader";
import { connectInUtc } from "./warehouse-file";

/** Runs work on a connection of its own: queries of one connection would wait for each other. */
export async function withConnection<T>(
  instance: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await connectInUtc(instance);
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}

/** All rows of one query; `$1`, `$2`, … or `?` take the parameters. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlValue[] = [],
): Promise<Row[]> {
  const { values, types } = bindings(params);
  return plainRows(await connection.runAndReadAll(sql, values, types));
}
