import { gzipSync } from "node:zlib";
import { logEntry, logFile } from "../fixtures/log-entries";
import type { Chance } from "./chance";

/** A version of a log object, and what the rules make of it, known without them. */
export interface LogVersion {
  readonly key: string;
  readonly version: string;
  readonly bytes: Buffer;
  /** Numbers of all its entries, in their order. */
  readonly entries: readonly number[];
  /** Numbers of its distinct entries that are kept. */
  readonly kept: ReadonlySet<number>;
  readonly duplicate: number;
  readonly rejected: number;
}

/** Few enough that most entries are in several objects. */
const ENTRIES = 9;

/** Versions of a few log objects, which share entries, repeat some and hold some that are rejected. */
export function anyLogs(chance: Chance): readonly LogVersion[] {
  return Array.from({ length: chance.between(2, 4) }, (_, object) => versions(chance, object)).flat();
}

/**
 * The version as other rules would have it: other entries of it are rejected. As rules are code, their change is
 * played by one of the bytes, whose number stays.
 */
export function underOtherRules(chance: Chance, { key, version, entries }: LogVersion): LogVersion {
  return versionOf(chance, key, version, entries);
}

/** The second version has grown, or is another file under the old name. */
function versions(chance: Chance, object: number): LogVersion[] {
  const key = `logs/host-${object}.log${chance.isOneIn(3) ? ".gz" : ""}`;
  const first = anyEntries(chance);
  const made = [versionOf(chance, key, "v1", first)];
  const grown = chance.isOneIn(2) ? first : [];
  if (chance.isOneIn(2)) made.push(versionOf(chance, key, "v2", [...grown, ...anyEntries(chance)]));
  return made;
}

function anyEntries(chance: Chance): number[] {
  return Array.from({ length: chance.below(6) }, () => chance.below(ENTRIES));
}

/** Only entries without a twin are rejected, so that the counts are plain. */
function versionOf(chance: Chance, key: string, version: string, entries: readonly number[]): LogVersion {
  const distinct = new Set(entries);
  const isAlone = (number: number): boolean => entries.filter((other) => other === number).length === 1;
  const rejected = new Set([...distinct].filter((number) => isAlone(number) && chance.isOneIn(4)));
  const text = logFile(...entries.map((number) => entryText(number, rejected.has(number))));
  return {
    key,
    version,
    // Not compressed, so that its size is that of the text under any rules.
    bytes: key.endsWith(".gz") ? gzipSync(text, { level: 0 }) : Buffer.from(text),
    entries,
    kept: new Set([...distinct].filter((number) => !rejected.has(number))),
    duplicate: entries.length - distinct.size,
    rejected: rejected.size,
  };
}

function entryText(number: number, isRejected: boolean): string {
  return logEntry({
    level: isRejected ? "NONE" : "INF0",
    ticketId: `TCK${number}`,
    at: `2025-07-0${1 + (number % 3)} 00:21:00`,
    responseTime: `${100 + number}ms`,
    message: `entry ${number}`,
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
