import { CodedColumn } from "../../../../local/web/columns/coded-column";
import type { ColumnTable } from "../../../../local/web/columns/column-table";
import { columnKey, type NeededColumn } from "../../../../local/web/columns/needed-columns";
import { Runs } from "../../../../local/web/columns/runs";

/** A column of these codes, of which the first value has code 1. */
export function codedColumn(
  codes: readonly number[],
  values: readonly (string | number)[],
  size = values.length + 1,
): CodedColumn {
  const column = CodedColumn.EMPTY.grown(codes.length, size, values);
  column.room.set(codes);
  return column;
}

/** A table whose runs are by these of its columns. */
export function smallTable(
  columns: readonly (readonly [NeededColumn, CodedColumn])[],
  runColumns: readonly NeededColumn[],
): ColumnTable {
  const byKey = new Map(columns.map(([needed, column]) => [columnKey(needed), column]));
  const column = (needed: NeededColumn): CodedColumn => byKey.get(columnKey(needed))!;
  const rowCount = columns[0]![1].codes.length;
  const byRun = new Map(runColumns.map((needed) => [columnKey(needed), column(needed)]));
  return { rowCount, column, runs: Runs.of(byRun, 0, rowCount, rowCount) };
}
