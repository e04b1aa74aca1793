import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";

/** A value in the form in which readers are compared: times are microseconds since 1970, dates YYYY-MM-DD. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[];

/** A column as a reader sees it: name, type in the reader's own words, whether it may be NULL. */
export type SeenColumn = readonly [name: string, type: string, isNullable: boolean];

export interface SeenFile {
  readonly schema: readonly SeenColumn[];
  readonly rows: readonly (readonly PlainValue[])[];
}

const PYTHON = join(__dirname, "../../.venv/bin/python");
const LARGEST_OUTPUT_BYTES = 1 << 28;

/** Reads files with pyarrow, in the order given. */
export async function readWithPyarrow(files: readonly string[]): Promise<SeenFile[]> {
  const { stdout } = await promisify(execFile)(PYTHON, [join(__dirname, "read_parquet.py"), ...files], {
    maxBuffer: LARGEST_OUTPUT_BYTES,
  });
  const seen: { schema: SeenColumn[]; rows: PlainValue[][] }[] = [];
  for (const line of stdout.trimEnd().split("\n")) {
    const value: unknown = JSON.parse(line);
    if (Array.isArray(value)) seen.at(-1)?.rows.push(value as PlainValue[]);
    else seen.push({ schema: (value as { schema: SeenColumn[] }).schema, rows: [] });
  }
  return seen;
}

/** Reads the values of a file with DuckDB. */
export async function readWithDuckdb(file: string): Promise<PlainValue[][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      "select columns(*) from read_parquet($file, hive_partitioning = false)",
      { file },
    );
    return reader.getRows().map((row) => row.map(plainDuckdbValue));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function plainDuckdbValue(value: unknown): PlainValue {
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return value as PlainValue;
  if ("micros" in value) return Number(value.micros);
  if ("items" in value) return (value.items as unknown[]).map(plainDuckdbValue);
  return String(value);
}
