import type { Column, ColumnType } from "../../runtime/contracts";
import { mQuery, orderSource } from "./m-query";
import type { ModelColumn, ModelTable } from "./model-definition";
import { FORMAT_STRINGS, type ModelMeasure } from "./model-measures";
import type { SortOrder } from "./sort-orders";
import { stableGuid } from "./stable-id";
import { describe, indent, tmdlFile, tmdlName } from "./tmdl-text";

const DATA_TYPES: Readonly<Record<Exclude<ColumnType, "string[]">, string>> = {
  string: "string",
  int: "int64",
  bigint: "int64",
  double: "double",
  boolean: "boolean",
  timestamp: "dateTime",
  date: "dateTime",
};

/** The TMDL file of one table: measures, columns, the order columns they are sorted by, and its import. */
export function tmdlTable(
  table: ModelTable,
  measures: readonly ModelMeasure[],
  orders: readonly SortOrder[],
): string {
  return tmdlFile([
    ...describe(0, table.description),
    `table ${tmdlName(table.name)}`,
    ...indent(1, `lineageTag: ${stableGuid("table", table.name)}`),
    ...(table.isDateTable ? indent(1, "dataCategory: Time") : []),
    "",
    ...measures.flatMap(measureLines),
    ...table.columns.flatMap((column) => columnLines(table, column, orders)),
    ...orders.flatMap((order) => orderLines(table, order)),
    ...indent(1, `partition ${tmdlName(table.name)} = m`),
    ...indent(2, "mode: import", "source ="),
    ...indent(4, ...mQuery(table, orders)),
  ]);
}

function measureLines({ name, table, folder, measure }: ModelMeasure): string[] {
  return [
    ...describe(1, measure.description),
    ...indent(1, `measure ${tmdlName(name)} = ${measure.dax}`),
    ...indent(
      2,
      `formatString: ${FORMAT_STRINGS[measure.format]}`,
      `displayFolder: ${folder}`,
      `lineageTag: ${stableGuid("measure", table, name)}`,
      "",
    ),
  ];
}

function columnLines(table: ModelTable, column: ModelColumn, orders: readonly SortOrder[]): string[] {
  const order = orders.find((candidate) => candidate.column === column.name);
  return [
    ...describe(1, descriptionOf(column.source)),
    ...indent(1, `column ${tmdlName(column.name)}`),
    ...indent(
      2,
      `dataType: ${dataType(column.source)}`,
      ...(column.isHidden ? ["isHidden"] : []),
      ...(table.key === column.name ? ["isKey"] : []),
      ...dateFormat(column.source),
      `lineageTag: ${stableGuid("column", table.name, column.name)}`,
      "summarizeBy: none",
      `sourceColumn: ${column.source.name}`,
      ...(order === undefined ? [] : [`sortByColumn: ${tmdlName(order.orderColumn)}`]),
      "",
    ),
  ];
}

function orderLines(table: ModelTable, { column, orderColumn }: SortOrder): string[] {
  const source = table.columns.find(({ name }) => name === column)?.source.name ?? "";
  return [
    ...describe(1, `Place of ${column} in the order people expect`),
    ...indent(1, `column ${tmdlName(orderColumn)}`),
    ...indent(
      2,
      "dataType: int64",
      "isHidden",
      `lineageTag: ${stableGuid("column", table.name, orderColumn)}`,
      "summarizeBy: none",
      `sourceColumn: ${orderSource(source)}`,
      "",
    ),
  ];
}

function descriptionOf({ description, type, unit }: Column): string {
  if (unit !== undefined) return `${description} (${unit})`;
  return type === "timestamp" ? `${description} (UTC)` : description;
}

function dataType({ name, type }: Column): string {
  if (type === "string[]") throw new Error(`${name} is a list, which Power BI cannot hold`);
  return DATA_TYPES[type];
}

function dateFormat({ type }: Column): string[] {
  if (type === "date") return ["formatString: yyyy-mm-dd"];
  return type === "timestamp" ? ["formatString: yyyy-mm-dd hh:nn:ss"] : [];
}
