import type { DateInterval } from "./date-range";
import type { CategoryVisual, Grain, Measure, Page, TimeVisual } from "./model";
import type { Selection } from "./selection";

/** A statement and the values of its `$1`, `$2`, …; no value is ever written into the text. */
export interface Query {
  readonly sql: string;
  readonly params: readonly string[];
}

/** One row: the first and the last day with data, as text, NULL when there is none. */
export function boundsQuery(page: Page): Query {
  const { dateColumn, view } = page;
  const sql = `select
  cast(min(${dateColumn}) as varchar) as first_date,
  cast(max(${dateColumn}) as varchar) as last_date
from ${view}`;
  return { sql, params: [] };
}

/** Rows of (filter, value): every value that each choice filter of the page can take, whatever is chosen. */
export function choicesQuery(page: Page): Query {
  const parts = page.choices.map(
    ({ id, column }) => `select '${id}' as filter, ${column} as value from ${page.view} group by ${column}`,
  );
  return { sql: parts.join("\nunion all\n"), params: [] };
}

/** One row: the number of rows chosen as `row_count`, and each card's measure under its id. */
export function cardsQuery(page: Page, selection: Selection, interval: DateInterval): Query {
  const values = new Values();
  const where = conditions(page, selection, interval, page.dateColumn, values);
  const sql = `select
  count(*) as row_count,
${aggregates(page.cards)}
from ${page.view}${whereClause(where)}`;
  return { sql, params: values.list };
}

/** Rows of (key[, series], one column per measure). */
export function categoryQuery(
  page: Page,
  visual: CategoryVisual,
  selection: Selection,
  interval: DateInterval,
): Query {
  const values = new Values();
  const where = conditions(page, selection, interval, page.dateColumn, values);
  where.push(...visualConditions(page, visual, selection));
  const series = visual.series === undefined ? "" : `\n  ${visual.series.sql} as series,`;
  const sql = `select
  ${visual.dimension.sql} as key,${series}
${aggregates(visual.measures)}
from ${page.view}${whereClause(where)}
group by ${visual.series === undefined ? "1" : "1, 2"}
order by ${visual.series === undefined ? "1" : "1, 2"}`;
  return { sql, params: values.list };
}

/** What the rows of a visual must fulfil beside the page's filters: its own condition and the switches that are off. */
export function visualConditions(page: Page, visual: CategoryVisual, selection: Selection): string[] {
  const off = page.switches.filter(
    ({ id, visuals }) => visuals.includes(visual.id) && selection.switches[id] === false,
  );
  return [...(visual.where === undefined ? [] : [visual.where]), ...off.map(({ whenOff }) => whenOff)];
}

/** Rows of (key, one column per measure), key being a day (`2025-07-01`) or an hour (`2025-07-01 13:00:00`). */
export function timeQuery(
  page: Page,
  visual: TimeVisual,
  grain: Grain,
  selection: Selection,
  interval: DateInterval,
): Query {
  const values = new Values();
  const groups = groupByDate(page, visual.measures).map(({ dateSql, measures }) => {
    const where = conditions(page, selection, interval, dateSql, values);
    if (dateSql !== page.dateColumn) where.push(`${dateSql} is not null`);
    const moment = grain === "hour" && visual.hourlyBy ? `date_trunc('hour', ${visual.hourlyBy})` : dateSql;
    return `select
  cast(${moment} as varchar) as key,
${aggregates(measures)}
from ${page.view}${whereClause(where)}
group by ${moment}`;
  });
  return { sql: joinOnKey(groups, visual.measures), params: values.list };
}

/** Measures that count on different dates are counted apart and put side by side. */
function joinOnKey(groups: readonly string[], measures: readonly Measure[]): string {
  const [only, ...others] = groups;
  if (only !== undefined && others.length === 0) return `${only}\norder by 1`;
  const steps = groups.map((sql, index) => `by_date_${index + 1} as (\n${sql}\n)`);
  const joins = others.map((_, index) => `full join by_date_${index + 2} using (key)`);
  return `with
${steps.join(",\n")}
select key, ${measures.map(({ id }) => id).join(", ")}
from by_date_1
${joins.join("\n")}
order by key`;
}

/** The measures by the date that each is counted on. */
export function groupByDate(
  page: Page,
  measures: readonly Measure[],
): readonly { dateSql: string; measures: Measure[] }[] {
  const groups = new Map<string, Measure[]>();
  for (const measure of measures) {
    const dateSql = measure.dateSql ?? page.dateColumn;
    groups.set(dateSql, [...(groups.get(dateSql) ?? []), measure]);
  }
  return [...groups].map(([dateSql, group]) => ({ dateSql, measures: group }));
}

function conditions(
  page: Page,
  selection: Selection,
  interval: DateInterval,
  dateSql: string,
  values: Values,
): string[] {
  const found: string[] = [];
  if (interval.from !== undefined) found.push(`${dateSql} >= cast(${values.add(interval.from)} as date)`);
  if (interval.to !== undefined) found.push(`${dateSql} <= cast(${values.add(interval.to)} as date)`);
  for (const { id, column } of page.choices) {
    const chosen = selection.choices[id];
    if (chosen === undefined || chosen.length === 0) continue;
    found.push(`${column} in (${chosen.map((value) => values.add(value)).join(", ")})`);
  }
  return found;
}

function aggregates(measures: readonly Measure[]): string {
  return measures.map(({ id, sql }) => `  ${sql} as ${id}`).join(",\n");
}

function whereClause(found: readonly string[]): string {
  return found.length === 0 ? "" : `\nwhere ${found.join("\n  and ")}`;
}

/** Collects values and hands out their placeholders; the same value gets the same one. */
class Values {
  readonly list: string[] = [];

  add(value: string): string {
    const known = this.list.indexOf(value);
    if (known >= 0) return `$${known + 1}`;
    this.list.push(value);
    return `$${this.list.length}`;
  }
}
