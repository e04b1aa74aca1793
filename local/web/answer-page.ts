import {
  clipInterval,
  countDays,
  type DateBounds,
  type DateInterval,
  type Grain,
  type Measure,
  type Page,
  type Query,
  resolveRange,
  type Selection,
  type Visual,
} from "../../warehouse/dashboards";
import type { Row, WarehouseReader } from "../warehouse/reader";
import { readFreshness } from "./answer-freshness";
import { readNumber, readText } from "./cells";
import { ColumnNumbers } from "./columns/column-numbers";
import type { ColumnTable } from "./columns/column-table";
import { Scratch } from "./columns/scratch";
import type { Freshness, PageAnswer, VisualAnswer } from "./page-answer";
import { type PageNumbers, QueriedNumbers } from "./page-numbers";
import { byOrder, fillMoments, readRows, sortRows } from "./visual-rows";

/** Up to this many days a line that can show hours does. */
const MOST_HOURLY_DAYS = 2;

/**
 * Computes every number of a page, out of its columns in memory or else by one query per visual, one after the other.
 * Stops between queries once the signal is aborted: nobody waits for the answer any more. The freshness is asked for
 * where it is not known yet.
 */
export async function answerPage(
  reader: WarehouseReader,
  page: Page,
  selection: Selection,
  version: number,
  signal: AbortSignal,
  columns?: ColumnTable,
  freshness?: Freshness,
): Promise<PageAnswer> {
  const ask = ({ sql, params }: Query): Promise<Row[]> => {
    signal.throwIfAborted();
    return reader.query(sql, [...params]);
  };
  const scratch = new Scratch();
  try {
    const numbers =
      columns === undefined ? new QueriedNumbers(page, ask) : new ColumnNumbers(page, columns, scratch);
    const computed = await computePage(numbers, page, selection);
    return { ...computed, version, freshness: freshness ?? (await readFreshness(ask, page.dataset)) };
  } finally {
    scratch.release();
  }
}

async function computePage(
  numbers: PageNumbers,
  page: Page,
  selection: Selection,
): Promise<Omit<PageAnswer, "version" | "freshness">> {
  const bounds = await numbers.bounds();
  const interval = resolveRange(selection.range, bounds);
  const choices = readChoices(page, await numbers.choices());
  const visuals: Record<string, VisualAnswer> = {};
  for (const visual of page.visuals) {
    visuals[visual.id] = await answerVisual(numbers, visual, selection, interval, bounds);
  }
  // After the visuals: what was counted by group need only be summed up.
  const cardsRow = await numbers.cards(selection, interval);
  const rowCount = readNumber(cardsRow.row_count) ?? 0;
  return {
    page: page.id,
    rowCount,
    bounds: bounds ?? null,
    from: interval.from ?? null,
    to: interval.to ?? null,
    choices,
    cards: readCards(page.cards, cardsRow, rowCount),
    visuals,
  };
}

async function answerVisual(
  numbers: PageNumbers,
  visual: Visual,
  selection: Selection,
  interval: DateInterval,
  bounds: DateBounds,
): Promise<VisualAnswer> {
  if (visual.kind !== "line") {
    const rows = await numbers.category(visual, selection, interval);
    return { grain: null, rows: sortRows(visual, readRows(visual, rows)) };
  }
  const days = clipInterval(interval, bounds);
  const isShort = days !== undefined && countDays(days.first, days.last) <= MOST_HOURLY_DAYS;
  const grain: Grain = visual.hourlyBy !== undefined && isShort ? "hour" : "day";
  const rows = readRows(visual, await numbers.time(visual, grain, selection, interval));
  return { grain, rows: fillMoments(rows, visual.measures, grain, days) };
}

function readChoices(page: Page, rows: readonly Row[]): Record<string, string[]> {
  return Object.fromEntries(
    page.choices.map(({ id, order }) => {
      const values = rows.flatMap((row) => (row.filter === id ? [readText(row.value) ?? ""] : []));
      return [id, values.sort(byOrder(order))];
    }),
  );
}

/** Over no rows every card is unknown; that nobody was counted is not a count of 0. */
function readCards(cards: readonly Measure[], row: Row, rowCount: number): Record<string, number | null> {
  return Object.fromEntries(cards.map(({ id }) => [id, rowCount === 0 ? null : readNumber(row[id])]));
}
