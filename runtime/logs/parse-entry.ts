import { isUtf8 } from "node:buffer";
import { parseLevel } from "./level";
import type { ParsedEntry } from "./log-entry";
import { parseTimestamp } from "./timestamp";
import { tokenizeEntry } from "./tokenize-entry";

const LONGEST_RESPONSE_MS = 24 * 3_600_000;

/** An entry's bytes, without the line breaks around them. */
export interface EntryBytes {
  readonly bytes: Buffer;
  /** False for the last entry of an object that ends without a separator. */
  readonly isTerminated: boolean;
  /** Longer than the limit: `bytes` holds its beginning. */
  readonly isTooLarge: boolean;
}

/**
 * Applies the rules of docs/data.md section 2 to one entry: a row, or every reason why it is none. This is the tolerant
 * parser, which decides every case; the kernel is faster on the usual ones and gives the same rows.
 */
export function parseEntry(raw: EntryBytes): ParsedEntry {
  if (raw.isTooLarge) return reject(["entry_too_large"], null);
  if (!isUtf8(raw.bytes)) return reject(["invalid_utf8"], null);
  const tokens = tokenizeEntry(raw.bytes.toString("utf8"));
  if (tokens === undefined) return reject(torn(raw, ["unparseable"]), null);
  const reasons = new Set<string>();
  const { values } = tokens;

  const optional = (key: string): string | null => textOrNull(values.get(key));
  const required = (key: string, column: string): string => {
    const value = optional(key);
    if (value === null) reasons.add(`missing_${column}`);
    return value ?? "";
  };
  const measured = (key: string, column: string, parse: (text: string) => number | string): number => {
    const text = required(key, column);
    const value = text === "" ? 0 : parse(text);
    if (typeof value === "number") return value;
    reasons.add(value);
    return 0;
  };

  const loggedAtMicros = parseTimestamp(tokens.timestamp);
  if (loggedAtMicros === undefined) reasons.add("bad_timestamp");
  const level = parseLevel(tokens.level);
  if (level === undefined) reasons.add("unknown_level");
  if (textOrNull(tokens.component) === null) reasons.add("missing_component");
  const entry = {
    loggedAtMicros: loggedAtMicros ?? 0,
    level: level ?? "",
    component: tokens.component,
    ticketId: optional("TicketID"),
    sessionId: optional("SessionID"),
    ip: required("IP", "ip"),
    responseTimeMs: measured("ResponseTime", "response_time_ms", parseResponseTime),
    cpuPercent: measured("CPU", "cpu_percent", parseCpu),
    eventType: required("EventType", "event_type"),
    isError: measured("Error", "is_error", parseErrorFlag) === 1,
    userAgent: required("UserAgent", "user_agent"),
    message: required("Message", "message"),
    debug: optional("Debug"),
    traceId: optional("TraceID"),
  };
  for (const key of ["TicketID", "SessionID", "Debug", "TraceID"]) {
    if (!values.has(key)) reasons.add(`missing_${COLUMN_OF[key]}`);
  }
  if (tokens.hasLeftovers) reasons.add("unparseable");
  if (reasons.size > 0) return reject(torn(raw, [...reasons]), entry.ticketId);
  return { kind: "entry", entry };
}

/** Fields whose value may be NULL, though the field itself must be there. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  TicketID: "ticket_id",
  SessionID: "session_id",
  Debug: "debug",
  TraceID: "trace_id",
};

function reject(reasons: readonly string[], ticketId: string | null): ParsedEntry {
  return { kind: "rejected", rejected: { reasons, ticketId } };
}

/** An entry that lacks parts because its object ends in the middle of it is torn; the parts are not named. */
function torn(raw: EntryBytes, reasons: readonly string[]): readonly string[] {
  if (raw.isTerminated) return reasons;
  const present = reasons.filter((reason) => reason !== "unparseable" && !reason.startsWith("missing_"));
  return present.length === reasons.length ? reasons : ["torn_entry", ...present];
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === "" || text === "None" || text === "null" ? null : text;
}

function parseResponseTime(text: string): number | string {
  const match = /^(-?\d+)ms$/.exec(text);
  if (match === null) return "bad_response_time";
  const milliseconds = Number(match[1]);
  if (milliseconds < 0) return "negative_response_time";
  if (milliseconds > LONGEST_RESPONSE_MS) return "absurd_response_time";
  return milliseconds + 0;
}

function parseCpu(text: string): number | string {
  const match = /^(-?\d+(?:\.\d+)?)%$/.exec(text);
  if (match === null) return "bad_cpu";
  const percent = Number(match[1]);
  if (percent < 0 || percent > 100) return "cpu_out_of_range";
  return percent + 0;
}

function parseErrorFlag(text: string): number | string {
  const flag = text.toLowerCase();
  if (flag !== "true" && flag !== "false") return "bad_error_flag";
  return flag === "true" ? 1 : 0;
}
