import { CareplusError } from "../../runtime/errors";
import type { Measure, Page, Visual } from "../dashboards";
import { tableOf } from "./field";

/** Words of the definitions' SQL that are no columns. */
const WORDS = new Set(
  "and as asc between case cast date desc distinct double else end false filter group in is like not null or order by over precision then true when where within".split(
    " ",
  ),
);

/** A text, a number, a function's name before its bracket, or a name. */
const PIECE = /'(?:[^']|'')*'|\d[\w.]*|([a-z_]\w*)\s*\(|([a-z_]\w*)/gi;

/** Columns that a fragment of SQL over a view names. */
function sqlColumns(sql: string): readonly string[] {
  const names = [...sql.matchAll(PIECE)].flatMap(([, , name]) => (name === undefined ? [] : [name]));
  return [...new Set(names)].filter((name) => !WORDS.has(name.toLowerCase()));
}

/**
 * Stops at the first measure, visual or filter whose SQL names a column that its page's view does not have, as far as
 * Power BI's model knows the view: from a column that it does not import no DAX could tell the same number.
 *
 * @throws CareplusError `powerbi_sql`
 */
export function checkSql(pages: readonly Page[]): void {
  for (const page of pages) {
    const columns = tableOf(page.view).columns.map(({ source }) => source.name);
    for (const { who, sql } of fragments(page)) {
      const missing = sqlColumns(sql).find((name) => !columns.includes(name));
      if (missing === undefined) continue;
      throw new CareplusError(
        "powerbi_sql",
        `${who} names the column ${missing}, which the Power BI model does not have of ${page.view}`,
      );
    }
  }
}

interface Fragment {
  readonly who: string;
  readonly sql: string;
}

function fragments(page: Page): Fragment[] {
  return [
    ...page.cards.flatMap(ofMeasure),
    ...page.visuals.flatMap((visual) => [...visual.measures.flatMap(ofMeasure), ...ofVisual(visual)]),
    ...page.switches.map(({ id, whenOff }) => ({ who: `the filter ${id}`, sql: whenOff })),
  ];
}

function ofMeasure({ name, sql, dateSql }: Measure): Fragment[] {
  const fragment = (text: string): Fragment => ({ who: `the SQL of the measure ${name}`, sql: text });
  return [fragment(sql), ...(dateSql === undefined ? [] : [fragment(dateSql)])];
}

function ofVisual(visual: Visual): Fragment[] {
  const condition = visual.kind === "line" ? visual.hourlyBy : visual.where;
  return condition === undefined ? [] : [{ who: `the visual ${visual.id}`, sql: condition }];
}
