import {
  addDays,
  type CategoryVisual,
  countDays,
  type DateBounds,
  type Grain,
  type Measure,
  type Visual,
} from "../../warehouse/dashboards";
import type { Row } from "../warehouse/reader";
import { readNumber, readText } from "./cells";
import type { VisualRow } from "./page-answer";

/** The rows of a visual's query. */
export function readRows(visual: Visual, rows: readonly Row[]): VisualRow[] {
  return rows.map((row) => ({
    key: readText(row.key) ?? "",
    series: readText(row.series),
    values: visual.measures.map(({ id }) => readNumber(row[id])),
  }));
}

/** In the order the dimension gives its values, else the largest first. */
export function sortRows(visual: CategoryVisual, rows: readonly VisualRow[]): VisualRow[] {
  const { dimension, series } = visual;
  const byKey = byOrder(dimension.order);
  const bySeries = byOrder(series?.order);
  const isBySize = dimension.order === undefined && series === undefined;
  const size = (row: VisualRow): number => row.values[0] ?? 0;
  return [...rows].sort(
    (a, b) =>
      (isBySize ? size(b) - size(a) : 0) || byKey(a.key, b.key) || bySeries(a.series ?? "", b.series ?? ""),
  );
}

/** Compares values: those listed first, in their order, then the others by name. */
export function byOrder(order: readonly string[] = []): (a: string, b: string) => number {
  const rank = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length);
  return (a, b) => rank(a) - rank(b) || a.localeCompare(b, "en");
}

/**
 * One row for each day or hour, without holes. Where nothing happened a count is 0 and any other measure is
 * unknown; outside of `days` (those chosen that have data) counts are unknown too: nobody has looked there.
 */
export function fillMoments(
  rows: readonly VisualRow[],
  measures: readonly Measure[],
  grain: Grain,
  days: DateBounds,
): VisualRow[] {
  const known = new Map(rows.map((row) => [row.key, row]));
  return moments(rows, grain, days).map((key) => {
    const day = key.slice(0, 10);
    const isInside = days !== undefined && days.first <= day && day <= days.last;
    const values = measures.map(({ format }, index) => {
      const nothing = format === "count" && isInside ? 0 : null;
      return known.get(key)?.values[index] ?? nothing;
    });
    return { key, series: null, values };
  });
}

/** From the first to the last moment: of the days chosen and the rows, or of the rows alone for hours. */
function moments(rows: readonly VisualRow[], grain: Grain, days: DateBounds): string[] {
  const [oldest, newest] = [rows[0]?.key, rows.at(-1)?.key];
  if (oldest === undefined || newest === undefined) return [];
  if (grain === "hour") return hoursBetween(oldest, newest);
  const first = days !== undefined && days.first < oldest ? days.first : oldest;
  const last = days !== undefined && days.last > newest ? days.last : newest;
  return Array.from({ length: countDays(first, last) }, (_, index) => addDays(first, index));
}

function hoursBetween(first: string, last: string): string[] {
  const [dayOfFirst, dayOfLast] = [first.slice(0, 10), last.slice(0, 10)];
  const all = Array.from({ length: countDays(dayOfFirst, dayOfLast) * 24 }, (_, hour) => {
    const day = addDays(dayOfFirst, Math.floor(hour / 24));
    return `${day} ${String(hour % 24).padStart(2, "0")}:00:00`;
  });
  return all.filter((key) => first <= key && key <= last);
}
