import type { DuckDBConnection } from "@duckdb/node-api";
import { staleFile } from "../../runtime/load/stale-files";
import { readRows } from "./run-sql";
import { readSql } from "./sql-files";

/** Deletes the lake files that committed loads have left stale; what an interrupted process left undone as well. */
export async function discardStaleFiles(
  connection: DuckDBConnection,
  lake: { delete(key: string): Promise<void> },
): Promise<void> {
  const files = (await readRows(connection, readSql("load/ledger/find_stale_files"))).map(staleFile);
  for (const { key } of files) await lake.delete(key);
  if (files.length > 0) await connection.run("delete from ops.stale_files");
}
