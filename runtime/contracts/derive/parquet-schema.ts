import type { SchemaElement } from "hyparquet";
import type { Column, ColumnType, Dataset } from "../dataset";

type Physical = Pick<SchemaElement, "type" | "converted_type" | "logical_type">;

/** How each type of the contracts lies in Parquet; every reader we name documents these forms. */
const PHYSICAL: Readonly<Record<Exclude<ColumnType, "string[]">, Physical>> = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  int: { type: "INT32" },
  bigint: { type: "INT64" },
  double: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  timestamp: {
    type: "INT64",
    converted_type: "TIMESTAMP_MICROS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
  },
  date: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
};

/**
 * The Parquet schema of a dataset's files, root element first, depth first, as a Parquet footer holds it. The
 * partition column is not in it: it is in the folder's name.
 */
export function parquetSchema(dataset: Dataset): SchemaElement[] {
  return [
    { name: "schema", num_children: dataset.columns.length },
    ...dataset.columns.flatMap(schemaElements),
  ];
}

function schemaElements(column: Column): SchemaElement[] {
  const { name, type } = column;
  const repetition_type = column.nullable ? "OPTIONAL" : "REQUIRED";
  if (type !== "string[]") return [{ name, repetition_type, ...PHYSICAL[type] }];
  // The three-level list: https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
  return [
    { name, repetition_type, num_children: 1, converted_type: "LIST", logical_type: { type: "LIST" } },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type: "REQUIRED", ...PHYSICAL.string },
  ];
}
