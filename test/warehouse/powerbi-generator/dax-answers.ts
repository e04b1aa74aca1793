import {
  type CategoryVisual,
  type DateInterval,
  defaultSelection,
  type Measure,
  type Page,
  type Selection,
  type TimeVisual,
} from "../../../warehouse/dashboards";
import { columnField, type Field, modelName } from "../../../warehouse/powerbi-generator/field";
import { evaluateMeasure } from "../../dax/evaluate";
import type { ColumnFilter, DaxModel, Value } from "../../dax/filter-context";

/** What a visual shows: its measures' values by the key of the row. */
export type Answer = Map<string, readonly Value[]>;

/** What Power BI's cards would show. */
export function daxCards(model: DaxModel, page: Page, selection: Selection, interval: DateInterval): Answer {
  return answer(model, page.cards, [{ key: "cards", filters: slicers(page, selection, interval) }]);
}

/** What Power BI's chart over categories would show. */
export function daxCategories(
  model: DaxModel,
  page: Page,
  visual: CategoryVisual,
  selection: Selection,
  interval: DateInterval,
): Answer {
  const filters = [...slicers(page, selection, interval), ...switches(page, visual, selection)];
  const dimension = columnField(page.view, visual.dimension.sql);
  const series = visual.series && columnField(page.view, visual.series.sql);
  const groups = valuesOf(model, dimension).flatMap((key) =>
    series === undefined
      ? [{ key: String(key), filters: [...filters, only(dimension, key)] }]
      : valuesOf(model, series).map((second) => ({
          key: `${key} ${second}`,
          filters: [...filters, only(dimension, key), only(series, second)],
        })),
  );
  return answer(model, visual.measures, groups);
}

/** What Power BI's chart over days would show; facts without a day would be one more point, at blank. */
export function daxDays(
  model: DaxModel,
  page: Page,
  visual: TimeVisual,
  selection: Selection,
  interval: DateInterval,
): Answer {
  const filters = slicers(page, selection, interval);
  const date = columnField(page.view, page.dateColumn);
  const days = [...valuesOf(model, date), null];
  const groups = days.map((day) => ({ key: String(day), filters: [...filters, only(date, day)] }));
  return answer(model, visual.measures, groups);
}

/** A row is shown when one of its measures is not BLANK. */
function answer(
  model: DaxModel,
  measures: readonly Measure[],
  groups: readonly { key: string; filters: readonly ColumnFilter[] }[],
): Answer {
  const rows = groups.map(({ key, filters }) => {
    const values = measures.map((measure) =>
      evaluateMeasure(model, modelName(measure), { filters, used: [] }),
    );
    return [key, values] as const;
  });
  return new Map(rows.filter(([, values]) => values.some((value) => value !== null)));
}

function slicers(page: Page, selection: Selection, { from, to }: DateInterval): ColumnFilter[] {
  const found: ColumnFilter[] = [];
  if (from !== undefined || to !== undefined) {
    const { entity, property } = columnField(page.view, page.dateColumn);
    const accepts = (day: Value): boolean =>
      typeof day === "string" && (from === undefined || day >= from) && (to === undefined || day <= to);
    found.push({ table: entity, column: property, accepts });
  }
  for (const { id, column } of page.choices) {
    const chosen: readonly Value[] | undefined = selection.choices[id];
    if (chosen === undefined) continue;
    const { entity, property } = columnField(page.view, column);
    found.push({ table: entity, column: property, accepts: (value) => chosen.includes(value) });
  }
  return found;
}

/** Power BI's form of a switch that is off: every status but the one that the switch leaves out is chosen. */
function switches(page: Page, visual: CategoryVisual, selection: Selection): ColumnFilter[] {
  const states = { ...defaultSelection(page).switches, ...selection.switches };
  return page.switches
    .filter(({ id, visuals }) => visuals.includes(visual.id) && states[id] === false)
    .map(({ choice }) => {
      const { entity, property } = columnField(page.view, choice.column);
      return {
        table: entity,
        column: property,
        accepts: (value: Value) => value === "Resolved" || value === "Open",
      };
    });
}

function valuesOf(model: DaxModel, { entity, property }: Field): Value[] {
  return [...new Set((model.tables.get(entity) ?? []).map((row) => row[property] ?? null))];
}

function only({ entity, property }: Field, value: Value): ColumnFilter {
  return { table: entity, column: property, accepts: (other) => other === value };
}
