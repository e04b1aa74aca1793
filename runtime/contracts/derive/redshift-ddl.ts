import type { Column, ColumnType, Dataset } from "../dataset";

/** Largest `varchar` of Redshift, in bytes: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html */
export const LARGEST_TEXT_BYTES = 65_535;

/**
 * Bytes of the text columns whose length is bounded by the platform itself. Redshift sets memory aside by declared
 * width, so these are narrow; a column that people or machines fill freely gets the largest width there is.
 */
const BOUNDED_BYTES: Readonly<Record<string, number>> = {
  entry_id: 32,
  row_hash: 32,
  fingerprint: 128,
  dataset: 16,
  level: 16,
  priority: 16,
  status: 16,
  rule_version: 64,
  run_id: 64,
  check_name: 64,
  source_version: 256,
  // An S3 key has at most 1,024 bytes.
  source_object: 1_280,
  file_key: 1_280,
  // 4,000 characters of at most 4 bytes.
  raw_record: 16_000,
};

/** Redshift's spelling of each type but `string`. COPY takes a Parquet list into SUPER (`SERIALIZETOJSON`). */
const REDSHIFT_TYPES: Readonly<Record<Exclude<ColumnType, "string">, string>> = {
  int: "integer",
  bigint: "bigint",
  double: "double precision",
  boolean: "boolean",
  timestamp: "timestamp",
  date: "date",
  "string[]": "super",
};

/**
 * `create table if not exists` of a dataset for Redshift, with its distribution, sort order and encodings.
 *
 * Sort key columns stay uncompressed, as AWS advises for range scans; text and whole numbers are packed by what
 * suits them best. Keys are not declared: Redshift would trust them without enforcing them.
 */
export function redshiftTable(dataset: Dataset): string {
  const columns = dataset.columns.map((column) => `  ${columnDefinition(dataset, column)}`);
  return `create table if not exists ${dataset.name} (\n${columns.join(",\n")}\n)\n${tableTail(dataset)}`;
}

/** Columns whose texts are cut on their way from a file into a table: what is staged is as wide as may be. */
const CUT_WHEN_LOADED = new Set(["raw_record"]);

/**
 * `create temp table` of the same columns, for the rows of one load. Every column may be NULL: what is wrong with a
 * file is found by counting, after it was copied.
 */
export function redshiftTemporaryTable(dataset: Dataset): string {
  const columns = dataset.columns.map((column) => `  ${column.name} ${stagedType(column)}`);
  return `create temp table ${dataset.name} (\n${columns.join(",\n")}\n)`;
}

function columnDefinition(dataset: Dataset, column: Column): string {
  const isSorted = dataset.sortKey?.includes(column.name) ?? false;
  const parts = [column.name, redshiftType(column)];
  if (!column.nullable) parts.push("not null");
  parts.push(`encode ${isSorted ? "raw" : encoding(column.type)}`);
  return parts.join(" ");
}

/** Redshift's spelling of a column's type. */
export function redshiftType({ name, type }: Column): string {
  if (type !== "string") return REDSHIFT_TYPES[type];
  return `varchar(${BOUNDED_BYTES[name] ?? LARGEST_TEXT_BYTES})`;
}

function stagedType(column: Column): string {
  return CUT_WHEN_LOADED.has(column.name) ? `varchar(${LARGEST_TEXT_BYTES})` : redshiftType(column);
}

function encoding(type: ColumnType): string {
  if (type === "int" || type === "bigint" || type === "date" || type === "timestamp") return "az64";
  return type === "boolean" || type === "double" ? "raw" : "zstd";
}

/** Tables that are joined to every part of a fact and are small lie on every node. */
function tableTail(dataset: Dataset): string {
  const lines = [
    dataset.distKey === undefined
      ? `diststyle ${distributionStyle(dataset)}`
      : `distkey (${dataset.distKey})`,
  ];
  if (dataset.sortKey !== undefined) lines.push(`sortkey (${dataset.sortKey.join(", ")})`);
  return lines.join("\n");
}

function distributionStyle(dataset: Dataset): string {
  return dataset.name.startsWith("dim_") ? "all" : "auto";
}
