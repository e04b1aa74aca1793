/**
 * The date filter: a period counted back from the newest day with data (so that it moves along as data
 * arrives, and an old delivery shows something), or two days of choice. Days are UTC, as `YYYY-MM-DD`.
 */
export type DateRange =
  | { readonly kind: "preset"; readonly preset: DatePresetId }
  | { readonly kind: "between"; readonly from: string | undefined; readonly to: string | undefined };

export const DATE_PRESETS = [
  { id: "all", name: "All time" },
  { id: "30d", name: "30 days", days: 30 },
  { id: "7d", name: "7 days", days: 7 },
  { id: "1d", name: "1 day", days: 1 },
] as const;

export type DatePresetId = (typeof DATE_PRESETS)[number]["id"];

export const ALL_TIME: DateRange = { kind: "preset", preset: "all" };

/** First and last day, both included; undefined means: open at that end. */
export interface DateInterval {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Oldest and newest day with data; undefined when the view is empty. */
export type DateBounds = { readonly first: string; readonly last: string } | undefined;

const DAY_MS = 86_400_000;

/** The days a range stands for, given the days there are. */
export function resolveRange(range: DateRange, bounds: DateBounds): DateInterval {
  if (range.kind === "between") return { from: range.from, to: range.to };
  const preset = DATE_PRESETS.find((candidate) => candidate.id === range.preset);
  if (preset === undefined || !("days" in preset) || bounds === undefined) {
    return { from: undefined, to: undefined };
  }
  return { from: addDays(bounds.last, 1 - preset.days), to: bounds.last };
}

/** The interval cut to the days with data; undefined when they do not meet. */
export function clipInterval(interval: DateInterval, bounds: DateBounds): DateBounds {
  if (bounds === undefined) return undefined;
  const first = interval.from !== undefined && interval.from > bounds.first ? interval.from : bounds.first;
  const last = interval.to !== undefined && interval.to < bounds.last ? interval.to : bounds.last;
  return first <= last ? { first, last } : undefined;
}

/** Whether the text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && toDay(time) === text;
}

export function addDays(day: string, days: number): string {
  return toDay(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/** Number of days from the first to the last, both counted. */
export function countDays(first: string, last: string): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS) + 1;
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
