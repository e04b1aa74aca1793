import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";

/** Parses the path of a folder, as seen from here. */
export function folder(text: string): string {
  return resolve(text);
}

/** Parses a whole number of at least `least`; commander prints the sentence. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** Parses a calendar date, YYYY-MM-DD. */
export function calendarDate(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError("It must be a date like 2025-07-01.");
  }
  return text;
}

/** Parses the name of an IANA time zone. */
export function timeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError("It must be an IANA time zone like Europe/Berlin.");
  }
}
