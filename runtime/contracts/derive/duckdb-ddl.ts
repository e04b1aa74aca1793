import type { ColumnType, Dataset } from "../dataset";

/** DuckDB's spelling of each column type. Timestamps hold UTC. */
export const DUCKDB_TYPES: Readonly<Record<ColumnType, string>> = {
  string: "varchar",
  int: "integer",
  bigint: "bigint",
  double: "double",
  boolean: "boolean",
  timestamp: "timestamp",
  date: "date",
  "string[]": "varchar[]",
};

/**
 * `create table if not exists` of a dataset for DuckDB.
 *
 * There is no primary key: an index of a million keys costs more memory than the tables themselves, and Redshift
 * enforces none, so the load statements keep the grain by themselves in both places.
 */
export function duckdbTable(dataset: Dataset): string {
  return `create table if not exists ${dataset.name} (\n${columnDefinitions(dataset)}\n)`;
}

/** The same for a table that lives as long as its connection. */
export function duckdbTemporaryTable(dataset: Dataset): string {
  return `create temp table ${dataset.name} (\n${columnDefinitions(dataset)}\n)`;
}

function columnDefinitions(dataset: Dataset): string {
  return dataset.columns
    .map(({ name, type, nullable }) => `  ${name} ${DUCKDB_TYPES[type]}${nullable ? "" : " not null"}`)
    .join(",\n");
}
