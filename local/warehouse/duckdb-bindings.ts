import { BIGINT, DuckDBTimestampValue, type DuckDBType, type DuckDBValue } from "@duckdb/node-api";
import type { StatementValue } from "../../runtime/load/staging";
import type { SqlValue } from "./reader";

/** Values as DuckDB takes them, each with its type where DuckDB's own choice would not do. */
export interface Bindings {
  readonly values: DuckDBValue[];
  readonly types: DuckDBType[];
}

/** Whole numbers are bound as BIGINT (they would be DOUBLE, which LIMIT does not take), dates as UTC timestamps. */
export function bindings(given: readonly (StatementValue | SqlValue)[]): Bindings {
  const values = given.map(duckdbValue);
  // A hole leaves the type to DuckDB.
  const types: DuckDBType[] = [];
  for (const [index, value] of given.entries()) if (isWholeNumber(value)) types[index] = BIGINT;
  return { values, types };
}

function duckdbValue(value: StatementValue | SqlValue): DuckDBValue {
  if (value instanceof Date) return new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n);
  return isWholeNumber(value) ? BigInt(value) : value;
}

function isWholeNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value);
}
