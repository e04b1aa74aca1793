import { LOGS } from "../contracts/logs";
import { BooleanColumn } from "../parquet/boolean-column";
import type { TextView } from "../parquet/byte-buffer";
import { type AnyColumn, columnFinder } from "../parquet/columns";
import { NumberColumn } from "../parquet/number-column";
import { TextColumn } from "../parquet/text-column";
import { writeEntryId } from "./entry-id";
import type { LogEntry } from "./log-entry";
import type { Span, StrictEntryParser } from "./parse-strict-entry";

const ENTRY_ID_BYTES = 32;

/** The columns of one date's file, by name: where an entry goes, from either parser. */
export class LogColumns {
  private readonly entryId: TextColumn;
  private readonly loggedAt: NumberColumn;
  private readonly level: TextColumn;
  private readonly component: TextColumn;
  private readonly ticketId: TextColumn;
  private readonly sessionId: TextColumn;
  private readonly ip: TextColumn;
  private readonly responseTimeMs: NumberColumn;
  private readonly cpuPercent: NumberColumn;
  private readonly eventType: TextColumn;
  private readonly isError: BooleanColumn;
  private readonly userAgent: TextColumn;
  private readonly message: TextColumn;
  private readonly debug: TextColumn;
  private readonly traceId: TextColumn;
  private readonly sourceObject: TextColumn;
  private readonly byteOffset: NumberColumn;
  /** A word longer, as the column reads words. */
  private readonly idText = new DataView(new ArrayBuffer(ENTRY_ID_BYTES + 4));

  /** @param columns writers of the contract LOGS, in its order */
  constructor(columns: readonly AnyColumn[]) {
    const find = columnFinder(LOGS, columns);
    this.entryId = find("entry_id", TextColumn);
    this.loggedAt = find("logged_at", NumberColumn);
    this.level = find("level", TextColumn);
    this.component = find("component", TextColumn);
    this.ticketId = find("ticket_id", TextColumn);
    this.sessionId = find("session_id", TextColumn);
    this.ip = find("ip", TextColumn);
    this.responseTimeMs = find("response_time_ms", NumberColumn);
    this.cpuPercent = find("cpu_percent", NumberColumn);
    this.eventType = find("event_type", TextColumn);
    this.isError = find("is_error", BooleanColumn);
    this.userAgent = find("user_agent", TextColumn);
    this.message = find("message", TextColumn);
    this.debug = find("debug", TextColumn);
    this.traceId = find("trace_id", TextColumn);
    this.sourceObject = find("source_object", TextColumn);
    this.byteOffset = find("byte_offset", NumberColumn);
  }

  /** Appends what the strict parser found. */
  appendStrict(parsed: StrictEntryParser): void {
    const { view } = parsed;
    this.loggedAt.append(parsed.loggedAtMicros);
    this.level.appendRepeated(parsed.level);
    appendSpan(this.component, view, parsed.component);
    appendSpan(this.ticketId, view, parsed.ticketId);
    appendSpan(this.sessionId, view, parsed.sessionId);
    appendSpan(this.ip, view, parsed.ip);
    this.responseTimeMs.append(parsed.responseTimeMs);
    this.cpuPercent.append(parsed.cpuPercent);
    appendSpan(this.eventType, view, parsed.eventType);
    this.isError.append(parsed.isError);
    appendSpan(this.userAgent, view, parsed.userAgent);
    appendSpan(this.message, view, parsed.message);
    appendSpan(this.debug, view, parsed.debug);
    appendSpan(this.traceId, view, parsed.traceId);
  }

  /** Appends what the tolerant parser found. */
  appendEntry(entry: LogEntry): void {
    this.loggedAt.append(entry.loggedAtMicros);
    this.level.appendString(entry.level);
    this.component.appendString(entry.component);
    appendText(this.ticketId, entry.ticketId);
    appendText(this.sessionId, entry.sessionId);
    this.ip.appendString(entry.ip);
    this.responseTimeMs.append(entry.responseTimeMs);
    this.cpuPercent.append(entry.cpuPercent);
    this.eventType.appendString(entry.eventType);
    this.isError.append(entry.isError);
    this.userAgent.appendString(entry.userAgent);
    this.message.appendString(entry.message);
    appendText(this.debug, entry.debug);
    appendText(this.traceId, entry.traceId);
  }

  /** Appends where the entry came from, and its hash; with one of the above it makes a row. */
  appendOrigin(hash: Uint32Array, sourceObject: TextView, byteOffset: number): void {
    writeEntryId(hash, this.idText);
    this.entryId.append(this.idText, 0, ENTRY_ID_BYTES);
    this.sourceObject.appendRepeated(sourceObject);
    this.byteOffset.append(byteOffset);
  }
}

function appendSpan(column: TextColumn, view: DataView, { from, to }: Span): void {
  if (from === to) column.appendNull();
  else column.append(view, from, to);
}

function appendText(column: TextColumn, text: string | null): void {
  if (text === null) column.appendNull();
  else column.appendString(text);
}
