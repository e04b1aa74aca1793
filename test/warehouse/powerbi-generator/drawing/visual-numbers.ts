import { PAGES } from "../../../../warehouse/dashboards";
import { sortOrders } from "../../../../warehouse/powerbi-generator/sort-orders";
import { evaluateMeasure } from "../../../dax/evaluate";
import type { ColumnFilter, DaxModel, DaxRow, Value } from "../../../dax/filter-context";
import type { Projection, ReportVisual } from "./report-visual";

export interface ShownRow {
  readonly key: string;
  readonly series: string | undefined;
  readonly values: readonly (number | null)[];
}

/** The values of a visual's measures where nothing is grouped, as cards show them. */
export function shownCards(model: DaxModel, visual: ReportVisual): (number | null)[] {
  return (visual.roles.Data ?? []).map((measure) => evaluated(model, measure, []));
}

/** The rows of a chart in the order of its sort definition; one whose measures are all BLANK is not shown. */
export function shownRows(model: DaxModel, visual: ReportVisual): ShownRow[] {
  const [category] = visual.roles.Category ?? [];
  const [series] = visual.roles.Series ?? [];
  const measures = visual.roles.Y ?? [];
  if (category === undefined) throw new Error(`${visual.title} has no category`);
  const rows = valuesOf(model, category).flatMap((key) =>
    (series === undefined ? [undefined] : valuesOf(model, series)).map((second) => {
      const filters = [
        only(category, key),
        ...(series && second !== undefined ? [only(series, second)] : []),
      ];
      const values = measures.map((measure) => evaluated(model, measure, filters));
      return { key: String(key), series: second === undefined ? undefined : String(second), values };
    }),
  );
  const shown = rows.filter(({ values }) => values.some((value) => value !== null));
  return shown.sort(byDefinition(visual, category, series));
}

/** The first rows of a list over the ticket table, with the columns of the tables that it leads to. */
export function shownList(model: DaxModel, visual: ReportVisual, most: number): Value[][] {
  const columns = (visual.roles.Values ?? []).filter(({ kind }) => kind === "Column");
  const facts = model.tables.get("Ticket") ?? [];
  const cell = (row: DaxRow, { table, property }: Projection): Value => {
    if (table === "Ticket") return row[property] ?? null;
    const link = model.relationships.find(
      ({ from, to, isActive }) => isActive && from.table === "Ticket" && to.table === table,
    );
    return link === undefined ? null : (row[link.from.column] ?? null);
  };
  const { by } = visual.sort!;
  const sorted = facts.toSorted((one, other) => compare(cell(one, by), cell(other, by)));
  return sorted.slice(0, most).map((row) => columns.map((column) => cell(row, column)));
}

function evaluated(
  model: DaxModel,
  { property }: Projection,
  filters: readonly ColumnFilter[],
): number | null {
  const value = evaluateMeasure(model, property, { filters, used: [] });
  return value === null ? null : Number(value);
}

function byDefinition(
  { sort, roles }: ReportVisual,
  category: Projection,
  series: Projection | undefined,
): (one: ShownRow, other: ShownRow) => number {
  const place = roles.Y?.findIndex(({ property }) => property === sort?.by.property) ?? -1;
  const sign = sort?.isDescending ? -1 : 1;
  return (one, other) => {
    const byValue = place < 0 ? 0 : compare(one.values[place] ?? null, other.values[place] ?? null);
    const byKey = compare(rank(category, one.key), rank(category, other.key));
    const bySeries = series ? compare(rank(series, one.series ?? ""), rank(series, other.series ?? "")) : 0;
    // Where measures are equal, and along the series, the column's own order decides.
    return sign * (place < 0 ? byKey : byValue) || byKey || bySeries;
  };
}

/** What the model sorts a text by: its hidden order column where it has one. */
function rank({ table, property }: Projection, value: string): Value {
  const order = sortOrders(PAGES).find((each) => each.table === table && each.column === property);
  return order === undefined ? value : order.values.indexOf(value);
}

function compare(one: Value, other: Value): number {
  if (one === other) return 0;
  return one === null || (other !== null && one < other) ? -1 : 1;
}

function valuesOf(model: DaxModel, { table, property }: Projection): Value[] {
  return [...new Set((model.tables.get(table) ?? []).map((row) => row[property] ?? null))];
}

function only({ table, property }: Projection, value: Value): ColumnFilter {
  return { table, column: property, accepts: (other) => other === value };
}
