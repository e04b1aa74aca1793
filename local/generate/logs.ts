import {
  DAY_MINUTES,
  DEFAULT_START,
  dayAfter,
  minutesOf,
  ticketNumber,
  YEAR_DAYS,
} from "../../runtime/generate/calendar";
import { SeededRandom } from "../../runtime/generate/seeded-random";
import { randomFields } from "./log-entry";
import { LogFaults, writeFaulty } from "./log-faults";
import { type FileEntry, type FileForm, type GeneratedLogFile, PLAIN, writeLogFile } from "./log-file";

const DAY_MS = DAY_MINUTES * 60_000;
/** Share of the entries of a file that repeat an earlier one. */
const DUPLICATE_SHARE = 0.07;
/** Share of the entries that were written on the day before their file's. */
const LATE_SHARE = 0.005;
/** Entries of a file that only shows a form which no day's file has. */
const SMALL_FILE_ENTRIES = 20;

/** Days take these in turn. */
const FORMS: readonly { readonly name: string; readonly form: FileForm; readonly isTorn?: true }[] = [
  { name: "plain", form: PLAIN },
  { name: "gzip", form: { ...PLAIN, isGzip: true } },
  { name: "crlf", form: { ...PLAIN, lineEnd: "\r\n" } },
  { name: "torn", form: { ...PLAIN, isLastSeparated: false }, isTorn: true },
  { name: "bom", form: { ...PLAIN, hasByteOrderMark: true } },
  { name: "unseparated", form: { ...PLAIN, isLastSeparated: false } },
];

export interface LogOptions {
  /** Days, one file each, at least 1. */
  readonly days: number;
  readonly entriesPerDay: number;
  /** Entries are about tickets with the numbers that `generateTickets` gives to so many tickets a day. */
  readonly ticketsPerDay: number;
  readonly seed: number;
  /** First day, `YYYY-MM-DD`; 2025-07-01 unless given. */
  readonly start?: string;
}

/**
 * One log file a day, with every defect of docs/data.md section 2, then a few small files of the first day: an empty one,
 * one of separators only, a slice delivered again, and one for each form that no day's file took.
 * The same options yield the same bytes.
 */
export function* generateLogs(options: LogOptions): Generator<GeneratedLogFile, void> {
  const writer = new DayWriter(options);
  const firstName = `careplus-${dayAfter(writer.start, 0)}`;
  let slice: readonly FileEntry[] = [];
  for (let day = 0; day < options.days; day++) {
    const { form, isTorn } = FORMS[day % FORMS.length] ?? { form: PLAIN };
    const entries = writer.entries(day, options.entriesPerDay);
    if (day === 0) {
      slice = entries.slice(-SMALL_FILE_ENTRIES);
      entries.push(writer.faulty(day, "too large"));
    }
    if (isTorn) entries.push(writer.faulty(day, "torn"));
    yield writeLogFile(`careplus-${dayAfter(writer.start, day)}.log`, entries, form);
  }
  for (const { name, form, isTorn } of FORMS.slice(options.days)) {
    const entries = writer.entries(0, SMALL_FILE_ENTRIES);
    if (isTorn) entries.push(writer.faulty(0, "torn"));
    yield writeLogFile(`${firstName}.${name}.log`, entries, form);
  }
  yield { ...writeLogFile(`${firstName}.again.log`, distinct(slice), PLAIN), newEntries: 0 };
  yield writeLogFile(`${firstName}.empty.log`, [], PLAIN);
  yield {
    ...writeLogFile(`${firstName}.separators.log`, [], PLAIN),
    bytes: Buffer.from("---\n---\r\n---\n"),
  };
}

/** Writes the entries of one day after another. */
class DayWriter {
  readonly start: string;
  private readonly random: SeededRandom;
  private readonly faults: LogFaults;

  constructor(private readonly options: LogOptions) {
    this.start = options.start ?? DEFAULT_START;
    this.random = new SeededRandom(options.seed);
    this.faults = new LogFaults(this.random);
  }

  /** Entries of a day in the order of their times, but for late ones and repeated ones. */
  entries(day: number, count: number): FileEntry[] {
    const entries: FileEntry[] = [];
    for (let index = 0; index < count; index++) {
      const repeated = this.random.chance(DUPLICATE_SHARE)
        ? entries[this.random.between(0, index - 1)]
        : undefined;
      if (repeated !== undefined) entries.push({ ...repeated, isDuplicate: true });
      else
        entries.push({ ...this.faults.apply(this.fields(day, (index + 0.5) / count)), isDuplicate: false });
    }
    return entries;
  }

  faulty(day: number, fault: Parameters<typeof writeFaulty>[1]): FileEntry {
    return { ...writeFaulty(this.fields(day, 0.999), fault, this.random), isDuplicate: false };
  }

  private fields(day: number, dayShare: number): ReturnType<typeof randomFields> {
    const { random, options } = this;
    const dayStart = minutesOf(dayAfter(this.start, day)) * 60_000;
    const late = random.chance(LATE_SHARE) ? DAY_MS : 0;
    const sequence = random.between(0, options.ticketsPerDay - 1);
    const ticket = ticketNumber(dayAfter(this.start, day), sequence, options.days > YEAR_DAYS);
    return randomFields(dayStart + Math.floor(dayShare * DAY_MS) - late, ticket, random);
  }
}

/** The entries without those of the same bytes as an earlier one. */
function distinct(entries: readonly FileEntry[]): FileEntry[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const text = entry.bytes.toString("latin1");
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ ...entry, isDuplicate: false }];
  });
}
