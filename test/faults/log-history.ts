import { gzipSync } from "node:zlib";
import { logEntry, logFile } from "../fixtures/log-entries";
import type { Chance } from "./chance";

/** A version of a log object, and what the rules make of it, known without them. */
export interface LogVersion {
  readonly key: string;
  readonly version: string;
  readonly bytes: Buffer;
  /** Numbers of its distinct entries. */
  readonly kept: ReadonlySet<number>;
  readonly duplicate: number;
  readonly rejected: number;
}

/** An entry by its number, or one that is rejected, by a name that no other has. */
type Item = number | string;

/** Few enough that most entries are in several objects. */
const ENTRIES = 9;

/** Versions of a few log objects, which share entries, repeat some and hold some that are rejected. */
export function anyLogs(chance: Chance): readonly LogVersion[] {
  return Array.from({ length: chance.between(2, 4) }, (_, object) => versions(chance, object)).flat();
}

/** The second version has grown, or is another file under the old name. */
function versions(chance: Chance, object: number): LogVersion[] {
  const key = `logs/host-${object}.log${chance.isOneIn(3) ? ".gz" : ""}`;
  const first = items(chance, `${object}-1`);
  const made = [version(key, "v1", first)];
  const grown = chance.isOneIn(2) ? first : [];
  if (chance.isOneIn(2)) made.push(version(key, "v2", [...grown, ...items(chance, `${object}-2`)]));
  return made;
}

function items(chance: Chance, name: string): Item[] {
  return Array.from({ length: chance.below(6) }, (_, place) =>
    chance.isOneIn(5) ? `rejected ${name}-${place}` : chance.below(ENTRIES),
  );
}

function version(key: string, name: string, of: readonly Item[]): LogVersion {
  const kept = new Set(of.filter((item) => typeof item === "number"));
  const rejected = new Set(of.filter((item) => typeof item === "string"));
  const text = logFile(...of.map(entryText));
  return {
    key,
    version: name,
    bytes: key.endsWith(".gz") ? gzipSync(text) : Buffer.from(text),
    kept,
    duplicate: of.length - kept.size - rejected.size,
    rejected: rejected.size,
  };
}

function entryText(item: Item): string {
  if (typeof item === "string") return logEntry({ level: "FATAL", message: item });
  return logEntry({
    ticketId: `TCK${item}`,
    at: `2025-07-0${1 + (item % 3)} 00:21:00`,
    responseTime: `${100 + item}ms`,
    message: `entry ${item}`,
  });
}

/** The row of the warehouse that an entry becomes, but for where it was found. */
export function entryRow(number: number): Readonly<Record<string, unknown>> {
  return {
    ticket_id: `TCK${number}`,
    level: "INFO",
    response_time_ms: 100 + number,
    message: `entry ${number}`,
    logged_at: `2025-07-0${1 + (number % 3)} 00:21:00`,
  };
}
