import Table from "cli-table3";
import type { Row } from "../warehouse/reader";

/** Prints rows as a table with the first row's columns as its head; nothing for no rows. */
export function printTable(rows: readonly Row[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const table = new Table({
    head: columns,
    colAligns: columns.map((column) => (typeof first[column] === "number" ? "right" : "left")),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) table.push(columns.map((column) => cell(row[column])));
  process.stdout.write(`${table.toString()}\n`);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: 6 });
  return typeof value === "string" ? value : JSON.stringify(value);
}
