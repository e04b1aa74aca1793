import type { DateInterval, Page, Selection } from "../../../warehouse/dashboards";
import type { CodedColumn, ColumnTable } from "./column-table";
import { conditionColumn, textColumn } from "./needed-columns";

/** Numbers of rows, ascending. */
export type RowNumbers = Uint32Array;

/** The rows whose date is in the interval and that fulfil the page's choices, as `conditions` of page-query.ts. */
export function chosenRows(
  table: ColumnTable,
  page: Page,
  selection: Selection,
  { from, to }: DateInterval,
  dateSql: string,
): RowNumbers {
  let rows = allRows(table);
  if (from !== undefined || to !== undefined) {
    rows = keep(rows, table.column(textColumn(dateSql)), (day) => (from ?? day) <= day && day <= (to ?? day));
  }
  for (const { id, column } of page.choices) {
    const chosen = selection.choices[id];
    if (chosen === undefined || chosen.length === 0) continue;
    rows = keep(rows, table.column(textColumn(column)), (value) => chosen.includes(value));
  }
  return rows;
}

/** The rows among these that fulfil a condition of the definitions. */
export function fulfilling(table: ColumnTable, rows: RowNumbers, condition: string): RowNumbers {
  return keep(rows, table.column(conditionColumn(condition)), (value) => value === "true");
}

/** The rows among these where the expression is not NULL. */
export function known(table: ColumnTable, rows: RowNumbers, sql: string): RowNumbers {
  return keep(rows, table.column(textColumn(sql)), () => true);
}

function allRows({ rowCount }: ColumnTable): RowNumbers {
  const rows = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) rows[row] = row;
  return rows;
}

/** NULL fulfils nothing, as in SQL. Plain, without a branch: runs over millions of rows at each click. */
function keep(
  rows: RowNumbers,
  { codes, values }: CodedColumn,
  isKept: (value: string) => boolean,
): RowNumbers {
  const steps = Uint8Array.from(values, (value) => (value !== null && isKept(String(value)) ? 1 : 0));
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    kept[count] = row;
    count += steps[codes[row] as number] as number;
  }
  return kept.subarray(0, count);
}
