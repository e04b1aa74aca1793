import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";

/** Options that every command has. */
export interface CommonOptions {
  readonly state: string;
  readonly json?: true;
}

/** A command with the options that every command has. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option("--state <dir>", "folder that holds the lake and the warehouse", folder, folder(".careplus"))
    .option("--json", "print JSON for machines");
}

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
