import type { Row, SqlValue, WarehouseReader } from "../warehouse/reader";
import { openReader } from "../warehouse/reader";
import { askOwner } from "./owner-client";

/** A reader that works whether or not another process is writing: it asks that process, or opens the file. */
export function readState(
  stateDir: string,
): WarehouseReader & { queryReadOnly(sql: string): Promise<Row[]> } {
  const file = openReader(stateDir);
  return {
    query: async (sql: string, params: readonly SqlValue[] = []) =>
      (await askOwner(stateDir, { sql, params })) ?? file.query(sql, params),
    queryReadOnly: async (sql: string) =>
      (await askOwner(stateDir, { sql, user: true })) ?? file.queryReadOnly(sql),
  };
}
