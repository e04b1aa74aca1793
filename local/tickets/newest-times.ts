import { fieldOffset, lengthBytes, valueBytes } from "./row-packet";
import type { SourceField } from "./ticket-source";

/** The source's columns that hold times. */
export const TIME_COLUMNS = ["created_at", "resolved_at", "updated_at"] as const;
export type TimeColumn = (typeof TIME_COLUMNS)[number];

/** The greatest time of each column, `YYYY-MM-DD HH:MM:SS` as the source has it; null where there is none. */
export type NewestTimesOfSource = Readonly<Record<TimeColumn, string | null>>;

const MINUTE_CHARACTERS = 16;
const SECOND_CHARACTERS = 19;
const SPACE = 0x20;
const TIME = /^20\d\d-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** Finds the greatest times in a stream of row packets, among texts that are times of the years 2000 to 2099. */
export class NewestTimes {
  private readonly columns: readonly { readonly name: TimeColumn; readonly index: number; newest: Buffer }[];

  /** @param fieldOf gives the source's field of a column, undefined where the source has none */
  constructor(fields: readonly SourceField[], fieldOf: (column: TimeColumn) => string | undefined) {
    this.columns = TIME_COLUMNS.map((name) => ({
      name,
      index: fields.findIndex((field) => field.name === fieldOf(name)),
      newest: Buffer.alloc(0),
    })).filter(({ index }) => index >= 0);
  }

  get newest(): NewestTimesOfSource {
    const found = new Map(this.columns.map(({ name, newest }) => [name, newest.toString("latin1") || null]));
    return {
      created_at: found.get("created_at") ?? null,
      resolved_at: found.get("resolved_at") ?? null,
      updated_at: found.get("updated_at") ?? null,
    };
  }

  add(packet: Buffer, rowStart: number): void {
    for (const column of this.columns) {
      const offset = fieldOffset(packet, rowStart, column.index);
      let start = offset + lengthBytes(packet, offset);
      const end = start + valueBytes(packet, offset);
      while (start < end && packet[start] === SPACE) start++;
      // Nearly every value ends here, at a comparison of bytes.
      if (
        packet.compare(
          column.newest,
          0,
          column.newest.length,
          start,
          Math.min(end, start + SECOND_CHARACTERS),
        ) <= 0
      )
        continue;
      const time = readTime(packet.toString("latin1", start, end).trimEnd());
      if (time > column.newest.toString("latin1")) column.newest = Buffer.from(time, "latin1");
    }
  }
}

/** The first 19 characters of a time with seconds, or a time of 16 with `:00`; '' for anything else. */
function readTime(text: string): string {
  const time = text.length === MINUTE_CHARACTERS ? `${text}:00` : text.slice(0, SECOND_CHARACTERS);
  if (!TIME.test(time)) return "";
  const date = time.slice(0, 10);
  const instant = new Date(`${date}T00:00:00Z`);
  // A day that its month lacks would move into the next month.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) ? time : "";
}
