import type { Page } from "../../../warehouse/dashboards";
import { type AggregateForm, aggregateForm } from "./aggregate-form";

/** `text` groups and filters, `number` is averaged, `code` is only told apart. */
export type ColumnKind = "text" | "number" | "code";

/** An expression of the definitions over the page's view. */
export interface NeededColumn {
  readonly sql: string;
  readonly kind: ColumnKind;
}

/** Key of a column: the same expression may be needed as text and as a number. */
export function columnKey({ kind, sql }: NeededColumn): string {
  return `${kind} ${sql}`;
}

export const textColumn = (sql: string): NeededColumn => ({ sql, kind: "text" });
export const conditionColumn = (sql: string): NeededColumn => textColumn(`coalesce(${sql}, false)`);
export const hourColumn = (sql: string): NeededColumn => textColumn(`date_trunc('hour', ${sql})`);

/** The column that an aggregate reads; none to count rows. */
export function argumentColumn(form: AggregateForm): NeededColumn | undefined {
  if (form.kind === "rows") return undefined;
  const isNumber = form.kind === "mean" || form.kind === "percentile";
  return { sql: form.expression, kind: isNumber ? "number" : "code" };
}

/** Every column that any answer of the page needs, each once, its date first; undefined when a measure has no known form. */
export function neededColumns(page: Page): readonly NeededColumn[] | undefined {
  const visuals = page.visuals;
  const measures = [...page.cards, ...visuals.flatMap((visual) => visual.measures)];
  const forms = measures.map(({ sql }) => aggregateForm(sql));
  if (forms.includes(undefined)) return undefined;
  const columns = [
    ...[page.dateColumn, ...measures.flatMap(({ dateSql }) => dateSql ?? [])].map(textColumn),
    ...page.choices.map(({ column }) => textColumn(column)),
    ...page.switches.map(({ whenOff }) => conditionColumn(whenOff)),
    ...visuals.flatMap((visual) =>
      visual.kind === "line"
        ? visual.hourlyBy === undefined
          ? []
          : [hourColumn(visual.hourlyBy)]
        : [
            textColumn(visual.dimension.sql),
            ...(visual.series === undefined ? [] : [textColumn(visual.series.sql)]),
            ...(visual.where === undefined ? [] : [conditionColumn(visual.where)]),
          ],
    ),
    ...forms.flatMap((form) => (form === undefined ? [] : (argumentColumn(form) ?? []))),
  ];
  return [...new Map(columns.map((column) => [columnKey(column), column])).values()];
}
