import type { ColumnType, Dataset } from "../../runtime/contracts/dataset";

/** DuckDB's type of a column in Parquet; times carry "adjusted to UTC", which DuckDB writes for TIMESTAMPTZ only. */
const EXPORT_TYPES: Record<ColumnType, string> = {
  string: "varchar",
  int: "integer",
  bigint: "bigint",
  double: "double",
  boolean: "boolean",
  timestamp: "timestamptz",
  date: "date",
  "string[]": "varchar[]",
};

/** The select list that gives a dataset's columns in their order and types. Whether one may be NULL is not kept. */
export function exportColumns(dataset: Dataset): string {
  return dataset.columns
    .map(({ name, type }) => `cast(${name} as ${EXPORT_TYPES[type]}) as ${name}`)
    .join(", ");
}
