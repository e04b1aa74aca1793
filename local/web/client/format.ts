import type { Format, Grain } from "../../../warehouse/dashboards";

const LOCALE = "en";
export const NO_DATA = "no data";

const NUMBERS: Readonly<Record<Format, Intl.NumberFormat>> = {
  count: new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 }),
  decimal: new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  percent: new Intl.NumberFormat(LOCALE, { style: "unit", unit: "percent", maximumFractionDigits: 1 }),
  share: new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 }),
  minutes: new Intl.NumberFormat(LOCALE, { style: "unit", unit: "minute", maximumFractionDigits: 1 }),
  milliseconds: new Intl.NumberFormat(LOCALE, {
    style: "unit",
    unit: "millisecond",
    maximumFractionDigits: 0,
  }),
};

const COMPACT = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const DAY = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });
const FULL_DAY = new Intl.DateTimeFormat(LOCALE, {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const HOUR = new Intl.DateTimeFormat(LOCALE, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
});
const MOMENT = new Intl.DateTimeFormat(LOCALE, {
  dateStyle: "medium",
  timeStyle: "medium",
  hourCycle: "h23",
  timeZone: "UTC",
});
const AGO = new Intl.RelativeTimeFormat(LOCALE, { numeric: "always" });

/** A measured number with its unit; an unknown one is "no data". */
export function formatNumber(value: number | null | undefined, format: Format): string {
  return value === null || value === undefined ? NO_DATA : NUMBERS[format].format(value);
}

/** The shortest form, for axes: 12K. */
export function formatAxis(value: number, format: Format): string {
  if (format === "percent") return `${COMPACT.format(value)}%`;
  return format === "share" ? NUMBERS.share.format(value) : COMPACT.format(value);
}

/** Milliseconds since 1970 of a row's key: `2025-07-01` or `2025-07-01 13:00:00`, UTC. */
export function parseMoment(key: string): number {
  return Date.parse(key.length === 10 ? `${key}T00:00:00Z` : `${key.replace(" ", "T")}Z`);
}

export function formatMoment(time: number, grain: Grain): string {
  return grain === "day" ? FULL_DAY.format(time) : `${FULL_DAY.format(time)}, ${HOUR.format(time)}`;
}

/** Short form of a point in time, for axes: the day, or the hour where hours are shown. */
export function formatTick(time: number, grain: Grain): string {
  const isMidnight = time % 86_400_000 === 0;
  return grain === "day" || isMidnight ? DAY.format(time) : HOUR.format(time);
}

/** An ISO time as text, UTC. */
export function formatTime(iso: string): string {
  return `${MOMENT.format(Date.parse(iso))} UTC`;
}

/** How long ago an ISO time was, e.g. "3 minutes ago"; future times (clocks differ) are "just now". */
export function formatAge(iso: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(iso)) / 1000);
  if (seconds < 5) return "just now";
  if (seconds < 60) return AGO.format(-seconds, "second");
  if (seconds < 3600) return AGO.format(-Math.floor(seconds / 60), "minute");
  if (seconds < 86_400) return AGO.format(-Math.floor(seconds / 3600), "hour");
  return AGO.format(-Math.floor(seconds / 86_400), "day");
}
