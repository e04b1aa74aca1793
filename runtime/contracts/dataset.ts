/** The vocabulary of the contracts: what a published dataset is made of. docs/data.md sections 3 to 5. */

/** A column's type in the platform's own words; each store's spelling of it is derived in `derive/`. */
export type ColumnType =
  | "string"
  | "int"
  | "bigint"
  | "double"
  | "boolean"
  | "timestamp"
  | "date"
  | "string[]";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Absent means: never NULL. */
  readonly nullable?: true;
  /** Unit of a measured number, e.g. "ms"; timestamps are always UTC with microseconds. */
  readonly unit?: string;
  /** Digits of a hash: a codec finds no repetition in them. */
  readonly isHash?: true;
  readonly description: string;
}

export type Zone = "processed" | "quarantine" | "warehouse" | "ops";

export interface Dataset {
  /** Table name where it is a table (schema-qualified for `ops`), folder name where it is files. */
  readonly name: string;
  readonly zone: Zone;
  /** What one row stands for, in a sentence. */
  readonly grain: string;
  readonly columns: readonly Column[];
  /** Columns that identify a row. */
  readonly key: readonly string[];
  /** Hive partition column of a file dataset: derived from a row, held in the folder name, not in the file. */
  readonly partition?: Column;
  /** Redshift sort and distribution keys. */
  readonly sortKey?: readonly string[];
  readonly distKey?: string;
}

/** The dataset's column of that name. Throws when the contract has no such column: a mistake in our code. */
export function column(dataset: Dataset, name: string): Column {
  const found = dataset.columns.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`the contract of ${dataset.name} has no column ${name}`);
  return found;
}
