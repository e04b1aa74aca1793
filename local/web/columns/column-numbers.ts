import {
  type CategoryVisual,
  type DateBounds,
  type DateInterval,
  type Grain,
  groupByDate,
  type Measure,
  type Page,
  type Selection,
  type TimeVisual,
  visualConditions,
} from "../../../warehouse/dashboards";
import type { Row } from "../../warehouse/reader";
import { readText } from "../cells";
import type { PageNumbers } from "../page-numbers";
import { Aggregator } from "./aggregate";
import { aggregateForm } from "./aggregate-form";
import { ChosenRows } from "./chosen-rows";
import type { CodedColumn } from "./coded-column";
import type { ColumnTable } from "./column-table";
import { Grouping } from "./grouping";
import { conditionColumn, hourColumn, textColumn } from "./needed-columns";
import type { Scratch } from "./scratch";

/** The numbers of one answer out of the page's columns in memory; a test holds them equal to those of the queries. */
export class ColumnNumbers implements PageNumbers {
  /** Of the rows chosen by one date and under some conditions. */
  readonly #aggregators = new Map<string, { rows: ChosenRows; aggregator: Aggregator }>();

  constructor(
    private readonly page: Page,
    private readonly table: ColumnTable,
    private readonly scratch: Scratch,
  ) {}

  async bounds(): Promise<DateBounds> {
    const { values, order } = this.#text(this.page.dateColumn);
    const [first, last] = [order[0], order.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    return { first: String(values[first]), last: String(values[last]) };
  }

  async choices(): Promise<Row[]> {
    return this.page.choices.flatMap(({ id, column }) =>
      this.#text(column)
        .values.slice(1)
        .map((value) => ({ filter: id, value })),
    );
  }

  async cards(selection: Selection, interval: DateInterval): Promise<Row> {
    const { rows, aggregator } = this.#chosen(selection, interval, this.page.dateColumn, []);
    const cells = this.page.cards.map(({ id, sql }) => [id, aggregator.compute(formOf(id, sql))[0]]);
    return { row_count: rows.count, ...Object.fromEntries(cells) };
  }

  async category(visual: CategoryVisual, selection: Selection, interval: DateInterval): Promise<Row[]> {
    const conditions = visualConditions(this.page, visual, selection);
    const { rows, aggregator } = this.#chosen(selection, interval, this.page.dateColumn, conditions);
    const key = this.#text(visual.dimension.sql);
    const series = visual.series && this.#text(visual.series.sql);
    const width = series?.size ?? 1;
    const grouping = new Grouping(
      this.table,
      rows,
      textColumn(visual.dimension.sql),
      visual.series && textColumn(visual.series.sql),
    );
    return aggregate(aggregator, grouping, visual.measures, (group) => ({
      key: key.values[Math.floor(group / width)],
      ...(series && { series: series.values[group % width] }),
    }));
  }

  async time(visual: TimeVisual, grain: Grain, selection: Selection, interval: DateInterval): Promise<Row[]> {
    const byKey = new Map<string, Row>();
    for (const { dateSql, measures } of groupByDate(this.page, visual.measures)) {
      const { rows, aggregator } = this.#chosen(selection, interval, dateSql, []);
      const isHourly = grain === "hour" && visual.hourlyBy !== undefined;
      const needed = isHourly ? hourColumn(visual.hourlyBy) : textColumn(dateSql);
      const moment = this.table.column(needed);
      const found = aggregate(aggregator, new Grouping(this.table, rows, needed), measures, (group) => ({
        key: moment.values[group],
      }));
      for (const row of found) {
        const key = readText(row.key);
        if (key !== null) byKey.set(key, { ...byKey.get(key), ...row });
      }
    }
    return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  }

  #text(sql: string): CodedColumn {
    return this.table.column(textColumn(sql));
  }

  #chosen(
    { choices }: Selection,
    interval: DateInterval,
    dateSql: string,
    conditions: readonly string[],
  ): { rows: ChosenRows; aggregator: Aggregator } {
    const key = JSON.stringify([dateSql, conditions]);
    const known = this.#aggregators.get(key);
    if (known !== undefined) return known;
    let rows = this.#inInterval(interval, dateSql);
    for (const { id, column } of this.page.choices) {
      const chosen = choices[id];
      if (chosen === undefined || chosen.length === 0) continue;
      rows = rows.where(textColumn(column), (value) => chosen.includes(value));
    }
    for (const condition of conditions) {
      rows = rows.where(conditionColumn(condition), (value) => value === "true");
    }
    const found = { rows, aggregator: new Aggregator(this.table, rows) };
    this.#aggregators.set(key, found);
    return found;
  }

  #inInterval({ from, to }: DateInterval, dateSql: string): ChosenRows {
    const all = ChosenRows.all(this.table, this.scratch);
    if (from === undefined && to === undefined) return all;
    return all.where(textColumn(dateSql), (day) => (from ?? day) <= day && day <= (to ?? day));
  }
}

/** A row for each group that has rows. */
function aggregate(
  aggregator: Aggregator,
  grouping: Grouping,
  measures: readonly Measure[],
  name: (group: number) => Row,
): Row[] {
  const computed = measures.map(
    ({ id, sql }) => [id, aggregator.compute(formOf(id, sql), grouping)] as const,
  );
  return Array.from(aggregator.rowCounts(grouping)).flatMap((count, group) => {
    if (count === 0) return [];
    const cells = computed.map(([id, values]) => [id, values[group]] as const);
    return [{ ...name(group), ...Object.fromEntries(cells) }];
  });
}

function formOf(id: string, sql: string) {
  const form = aggregateForm(sql);
  if (form === undefined) throw new Error(`the measure ${id} has no form that columns answer`);
  return form;
}
