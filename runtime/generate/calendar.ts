/** First day of the generated data unless one is asked for: that of docs/data.md's examples. */
export const DEFAULT_START = "2025-07-01";

/** Longest data whose ticket numbers do without the year. */
export const YEAR_DAYS = 365;

export const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

/** `YYYY-MM-DD` of a day counted from another. */
export function dayAfter(start: string, days: number): string {
  return minuteText(minutesOf(start) + days * DAY_MINUTES).slice(0, 10);
}

/** Minutes since 1970 of a day's beginning (UTC). */
export function minutesOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / MINUTE_MS;
}

/** `YYYY-MM-DD HH:MM` as the ticket table writes times, from minutes since 1970. */
export function minuteText(minutes: number): string {
  return new Date(minutes * MINUTE_MS).toISOString().slice(0, 16).replace("T", " ");
}

/** `YYYY-MM-DD HH:MM:SS` as the services write times, from milliseconds since 1970. */
export function secondText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
}

/**
 * The number of a ticket: `TCK0701000` is the first of 1 July. Numbers with the year (`TCK250701000`) are for data
 * of more than a year, where the others would repeat.
 */
export function ticketNumber(day: string, sequence: number, hasYear = false): string {
  const digits = day.replaceAll("-", "").slice(hasYear ? 2 : 4);
  return `TCK${digits}${String(sequence).padStart(3, "0")}`;
}
