import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column, Dataset } from "../../runtime/contracts/dataset";
import { DUCKDB_TYPES, duckdbTable } from "../../runtime/contracts/derive/duckdb-ddl";
import { CareplusError } from "../../runtime/errors";
import { WAREHOUSE_TABLES } from "../../runtime/warehouse/warehouse-tables";
import { readRows } from "./run-sql";
import { listSql, readSql } from "./sql-files";

/**
 * Makes what is missing of the warehouse: schemas, tables of the contracts, columns that a contract gained and that
 * may be NULL, and the views. Running it again changes nothing. One transaction.
 *
 * @throws CareplusError `schema_changed` when a table is so different that its rows must be made anew
 */
export async function migrateSchema(connection: DuckDBConnection, stateDir: string): Promise<void> {
  await connection.run("begin transaction");
  try {
    await connection.run(readSql("schema/schemas"));
    for (const table of WAREHOUSE_TABLES) {
      await connection.run(duckdbTable(table));
      await addMissingColumns(connection, table, stateDir);
    }
    for (const view of listSql("rpt")) await connection.run(readSql(view));
    await connection.run("commit");
  } catch (error) {
    await connection.run("rollback").catch(() => undefined);
    throw error;
  }
}

async function addMissingColumns(
  connection: DuckDBConnection,
  table: Dataset,
  stateDir: string,
): Promise<void> {
  const [schema, name] = table.name.includes(".") ? table.name.split(".") : ["main", table.name];
  const rows = await readRows(
    connection,
    "select column_name, lower(data_type) as data_type from duckdb_columns() where schema_name = $1 and table_name = $2",
    [schema ?? "main", name ?? ""],
  );
  const present = new Map(rows.map((row) => [String(row.column_name), String(row.data_type)]));
  for (const column of table.columns) {
    const type = present.get(column.name);
    if (type === DUCKDB_TYPES[column.type]) continue;
    if (type !== undefined || !column.nullable) throw schemaChanged(table, column, stateDir);
    await connection.run(`alter table ${table.name} add column ${column.name} ${DUCKDB_TYPES[column.type]}`);
  }
}

function schemaChanged(table: Dataset, column: Column, stateDir: string): CareplusError {
  return new CareplusError(
    "schema_changed",
    `the warehouse in ${stateDir} was made by another version of CarePlus (${table.name}.${column.name} differs): run \`careplus reset\` and load again`,
  );
}
