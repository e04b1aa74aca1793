import {
  DuckDBArrayValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  type DuckDBResultReader,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  type DuckDBValue,
  DuckDBVariantValue,
} from "@duckdb/node-api";
import type { Row } from "./reader";

/** Last moment that `Date` writes with four digits of year: 9999-12-31T23:59:59.999Z; the first is 0000-01-01. */
const LAST_ISO_MS = 253_402_300_799_999n;
const FIRST_ISO_MS = -62_167_219_200_000n;

/**
 * Rows as plain objects that JSON can hold: timestamps as ISO text in UTC, dates as `YYYY-MM-DD`, whole numbers as
 * numbers where they are safe and else as text, decimals as numbers, NaN and infinities as text, lists as arrays,
 * structs as objects, maps as objects by the text of their keys; anything else (times, intervals, blobs, UUIDs) as
 * DuckDB writes it. Columns of one name are told apart as `name`, `name:1`, ….
 */
export function plainRows(reader: DuckDBResultReader): Row[] {
  const names = reader.deduplicatedColumnNames();
  return reader
    .getRows()
    .map((cells) => Object.fromEntries(names.map((name, index) => [name, plainValue(cells[index] ?? null)])));
}

function plainValue(value: DuckDBValue): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return plainInteger(value);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return isoTimestamp(value, value.micros);
  if (value instanceof DuckDBTimestampMillisecondsValue) return isoTimestamp(value, value.millis * 1_000n);
  if (value instanceof DuckDBTimestampSecondsValue) return isoTimestamp(value, value.seconds * 1_000_000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return isoTimestamp(value, value.nanos / 1_000n);
  if (value instanceof DuckDBDecimalValue) return Number(value.toString());
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return value.items.map(plainValue);
  if (value instanceof DuckDBStructValue) return plainEntries(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue)
    return plainEntries(value.entries.map((entry) => [String(entry.key), entry.value] as const));
  if (value instanceof DuckDBUnionValue || value instanceof DuckDBVariantValue)
    return plainValue(value.value);
  return value.toString();
}

function plainEntries(entries: readonly (readonly [string, DuckDBValue])[]): Record<string, unknown> {
  return Object.fromEntries(entries.map(([name, value]) => [name, plainValue(value)]));
}

function plainInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** Three decimals as `Date` writes them, six where the microseconds are not zero. */
function isoTimestamp(value: { isFinite?: boolean; toString(): string }, micros: bigint): string {
  // Rounds down, also before 1970.
  const millis = BigInt.asIntN(64, (micros - (((micros % 1_000n) + 1_000n) % 1_000n)) / 1_000n);
  if (value.isFinite === false || millis > LAST_ISO_MS || millis < FIRST_ISO_MS) return value.toString();
  const text = new Date(Number(millis)).toISOString();
  const rest = Number(micros - millis * 1_000n);
  return rest === 0 ? text : `${text.slice(0, -1)}${String(rest).padStart(3, "0")}Z`;
}
