import { LOG_RULE_VERSION } from "../contracts/logs";
import type { Cell } from "../parquet/parquet-file";
import type { LogEntry } from "./log-entry";

/** An entry's row in the column order of the contract LOGS, and the partition it belongs to. */
export function logRow(
  entry: LogEntry,
  id: string,
  sourceObject: string,
  byteOffset: number,
): { logDate: string; row: readonly Cell[] } {
  const row = [
    id,
    BigInt(entry.loggedAtMicros),
    entry.level,
    entry.component,
    entry.ticketId,
    entry.sessionId,
    entry.ip,
    entry.responseTimeMs,
    entry.cpuPercent,
    entry.eventType,
    entry.isError,
    entry.userAgent,
    entry.message,
    entry.debug,
    entry.traceId,
    sourceObject,
    BigInt(byteOffset),
  ];
  return { logDate: new Date(entry.loggedAtMicros / 1000).toISOString().slice(0, 10), row };
}

/** A rejected entry's row in the column order of the contract LOG_QUARANTINE. */
export function quarantineRow(
  sourceObject: string,
  byteOffset: number,
  ticketId: string | null,
  reasons: readonly string[],
  raw: Buffer,
  now: Date,
): readonly Cell[] {
  return [
    sourceObject,
    BigInt(byteOffset),
    ticketId,
    reasons,
    raw.toString("utf8"),
    LOG_RULE_VERSION,
    BigInt(now.getTime()) * 1000n,
  ];
}
