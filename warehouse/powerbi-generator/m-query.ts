import type { ModelTable } from "./model-definition";
import type { SortOrder } from "./sort-orders";

/** Name that the M query gives to the column with the place of a value. */
export function orderSource(sourceName: string): string {
  return `${sourceName}_order`;
}

/**
 * The M query that imports a table: the columns of its view, then the places of ordered values. They are made here,
 * and not by DAX, because a column must not be sorted by a column that is calculated from it.
 */
export function mQuery(table: ModelTable, orders: readonly SortOrder[]): string[] {
  const [schema = "", view = ""] = table.view.split(".");
  const steps: [name: string, expression: string][] = [
    ["Source", 'AmazonRedshift.Database(RedshiftServer, RedshiftDatabase, [Implementation="2.0"])'],
    ["Schema", `Source{[Name=${text(schema)}]}[Data]`],
    ["View", `Schema{[Name=${text(view)}]}[Data]`],
    ["Columns", `Table.SelectColumns(View, ${list(table.columns.map(({ source }) => source.name))})`],
  ];
  for (const { column, values } of orders) {
    const source = table.columns.find(({ name }) => name === column)?.source.name ?? "";
    const place = `each List.PositionOf(${list(values)}, [${source}])`;
    const previous = steps.at(-1)?.[0] ?? "";
    steps.push([
      `Ordered${steps.length - 3}`,
      `Table.AddColumn(${previous}, ${text(orderSource(source))}, ${place}, Int64.Type)`,
    ]);
  }
  const last = steps.length - 1;
  return [
    "let",
    ...steps.map(([name, expression], index) => `\t${name} = ${expression}${index < last ? "," : ""}`),
    "in",
    `\t${steps[last]?.[0] ?? ""}`,
  ];
}

function list(values: readonly string[]): string {
  return `{${values.map(text).join(", ")}}`;
}

/** A text of M, whose quotation marks are doubled. */
export function text(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}
