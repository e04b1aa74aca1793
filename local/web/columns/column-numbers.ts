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
import { Aggregator, type Grouped } from "./aggregate";
import { aggregateForm } from "./aggregate-form";
import { chosenRows, fulfilling, known, type RowNumbers } from "./chosen-rows";
import type { CodedColumn, ColumnTable } from "./column-table";
import { hourColumn, textColumn } from "./needed-columns";

/** The numbers of one answer out of the page's columns in memory; a test holds them equal to those of the queries. */
export class ColumnNumbers implements PageNumbers {
  /** Rows chosen by one date, for all visuals of an answer. */
  readonly #chosenBy = new Map<string, RowNumbers>();

  constructor(
    private readonly page: Page,
    private readonly table: ColumnTable,
  ) {}

  async bounds(): Promise<DateBounds> {
    const { values } = this.table.column(textColumn(this.page.dateColumn));
    const [first, last] = [values[1], values.at(-1)];
    return values.length < 2 ? undefined : { first: String(first), last: String(last) };
  }

  async choices(): Promise<Row[]> {
    return this.page.choices.flatMap(({ id, column }) =>
      this.table
        .column(textColumn(column))
        .values.slice(1)
        .map((value) => ({ filter: id, value })),
    );
  }

  async cards(selection: Selection, interval: DateInterval): Promise<Row> {
    const rows = this.#chosen(selection, interval, this.page.dateColumn);
    const all = { rows, groups: new Uint32Array(rows.length), groupCount: 1 };
    const [row] = this.#aggregate(all, this.page.cards, () => ({}));
    return { row_count: rows.length, ...row };
  }

  async category(visual: CategoryVisual, selection: Selection, interval: DateInterval): Promise<Row[]> {
    let rows = this.#chosen(selection, interval, this.page.dateColumn);
    for (const condition of visualConditions(this.page, visual, selection)) {
      rows = fulfilling(this.table, rows, condition);
    }
    const key = this.table.column(textColumn(visual.dimension.sql));
    const series = visual.series && this.table.column(textColumn(visual.series.sql));
    const width = series?.size ?? 1;
    return this.#aggregate(groupBy(rows, key, series), visual.measures, (group) => ({
      key: key.values[Math.floor(group / width)],
      ...(series && { series: series.values[group % width] }),
    }));
  }

  async time(visual: TimeVisual, grain: Grain, selection: Selection, interval: DateInterval): Promise<Row[]> {
    const byKey = new Map<string, Row>();
    for (const { dateSql, measures } of groupByDate(this.page, visual.measures)) {
      const rows = known(this.table, this.#chosen(selection, interval, dateSql), dateSql);
      const isHourly = grain === "hour" && visual.hourlyBy !== undefined;
      const moment = this.table.column(isHourly ? hourColumn(visual.hourlyBy) : textColumn(dateSql));
      const found = this.#aggregate(groupBy(rows, moment), measures, (group) => ({
        key: moment.values[group],
      }));
      for (const row of found) {
        const key = readText(row.key) ?? "";
        byKey.set(key, { ...byKey.get(key), ...row });
      }
    }
    return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  }

  #chosen(selection: Selection, interval: DateInterval, dateSql: string): RowNumbers {
    const key = JSON.stringify([dateSql, interval, selection.choices]);
    const rows = this.#chosenBy.get(key) ?? chosenRows(this.table, this.page, selection, interval, dateSql);
    this.#chosenBy.set(key, rows);
    return rows;
  }

  /** A row for each group that has rows. */
  #aggregate(grouped: Grouped, measures: readonly Measure[], name: (group: number) => Row): Row[] {
    const aggregator = new Aggregator(this.table, grouped);
    const computed = measures.map(({ id, sql }) => {
      const form = aggregateForm(sql);
      if (form === undefined) throw new Error(`the measure ${id} has no form that columns answer`);
      return [id, aggregator.compute(form)] as const;
    });
    return [...aggregator.rowCounts()].flatMap((count, group) => {
      if (count === 0) return [];
      const cells = computed.map(([id, values]) => [id, values[group]] as const);
      return [{ ...name(group), ...Object.fromEntries(cells) }];
    });
  }
}

function groupBy(rows: RowNumbers, { codes, size }: CodedColumn, series?: CodedColumn): Grouped {
  const groups = new Uint32Array(rows.length);
  const width = series?.size ?? 1;
  for (let index = 0; index < rows.length; index += 1) groups[index] = codes[rows[index] as number] as number;
  if (series !== undefined) {
    for (let index = 0; index < rows.length; index += 1) {
      groups[index] = (groups[index] as number) * width + (series.codes[rows[index] as number] as number);
    }
  }
  return { rows, groups, groupCount: size * width };
}
