import type { Column, Dataset } from "../contracts/dataset";
import { BooleanColumn } from "./boolean-column";
import { NumberColumn } from "./number-column";
import type { ColumnHistory } from "./page";
import { TextColumn } from "./text-column";
import { TextListColumn } from "./text-list-column";

/** Timestamps and 64-bit numbers are whole numbers below 2^53; timestamps are microseconds since 1970, UTC. */
export type AnyColumn = TextColumn | NumberColumn | BooleanColumn | TextListColumn;

/** A value of a cell, for rows that come one by one; what the column's type takes. */
export type Cell = string | number | boolean | null | readonly string[];

/**
 * A writer for each column of a dataset, in the contract's order.
 *
 * @param histories of the columns, in the same order; where there is none, a writer has its own
 */
export function columnWriters(
  dataset: Dataset,
  histories: readonly ColumnHistory[] = [],
): readonly AnyColumn[] {
  return dataset.columns.map((column, index) => columnWriter(column, histories[index]));
}

function columnWriter({ type, nullable }: Column, history: ColumnHistory | undefined): AnyColumn {
  const isNullable = nullable === true;
  switch (type) {
    case "string":
      return new TextColumn(isNullable, history);
    case "string[]":
      return new TextListColumn();
    case "boolean":
      return new BooleanColumn(isNullable);
    case "double":
      return new NumberColumn("DOUBLE", isNullable, history);
    case "int":
    case "date":
      return new NumberColumn("INT32", isNullable, history);
    case "bigint":
    case "timestamp":
      return new NumberColumn("INT64", isNullable, history);
  }
}

/** Finds a dataset's writers by name. The function it gives throws when there is none of that type: our mistake. */
export function columnFinder(
  dataset: Dataset,
  columns: readonly AnyColumn[],
): <T extends AnyColumn>(name: string, type: new (...args: never[]) => T) => T {
  return (name, type) => {
    const column = columns[dataset.columns.findIndex((one) => one.name === name)];
    if (column instanceof type) return column;
    throw new Error(`the contract of ${dataset.name} has no ${type.name} ${name}`);
  };
}

/** @throws Error when the value is not of the column's type: a mistake in our code */
export function appendCell(column: AnyColumn, cell: Cell): void {
  if (cell === null) column.appendNull();
  else if (column instanceof TextColumn && typeof cell === "string") column.appendString(cell);
  else if (column instanceof NumberColumn && typeof cell === "number") column.append(cell);
  else if (column instanceof BooleanColumn && typeof cell === "boolean") column.append(cell);
  else if (column instanceof TextListColumn && typeof cell === "object") column.append(cell);
  else throw new Error(`a ${column.constructor.name} does not take a ${typeof cell}`);
}
