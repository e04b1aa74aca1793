import { LOG_QUARANTINE, LOG_RULE_VERSION, LOGS } from "../contracts/logs";
import { HashSet } from "../hashing/hash-set";
import { hashBytes } from "../hashing/murmur3";
import type { RecordCounts } from "../load/transformed-object";
import { type AnyColumn, appendCell } from "../parquet/columns";
import { ParquetFiles } from "../parquet/parquet-files";
import type { ObjectSink } from "../store/object-store";
import { LogColumns } from "./log-columns";
import { outputName, processedKey, quarantineKey, type SliceName } from "./output-names";
import { parseEntry } from "./parse-entry";
import { StrictEntryParser } from "./parse-strict-entry";
import { quarantineRow } from "./quarantine-row";
import type { RawEntry } from "./split-entries";

/**
 * Words of the 128-bit hash by which duplicates are told within an object: 8 bytes an entry. Among 10 million entries
 * the chance that two different ones are taken for one is 3 in a million.
 */
const HASH_WORDS = 2;

/** Where an object's entries go: counted, told from duplicates, and sent to the file they belong in. */
export class LogOutput {
  private recordsIn = 0;
  private kept = 0;
  private duplicate = 0;
  private rejected = 0;
  private readonly seen: HashSet;
  private readonly hash = new Uint32Array(4);
  private readonly strict = new StrictEntryParser();
  private readonly name: string;
  private readonly sourceObject: Buffer;
  private readonly rows: ParquetFiles<LogColumns>;
  private readonly quarantine: ParquetFiles<readonly AnyColumn[]>;
  /** The columns of the entry before: most entries have the same date. */
  private columns: LogColumns | undefined;
  private columnsDate = "";

  /** @param expectedEntries pre-sizes the table of duplicates, so that it is not rebuilt while it grows */
  constructor(
    private readonly object: SliceName,
    lake: ObjectSink,
    private readonly now: Date,
    expectedEntries: number,
  ) {
    this.seen = new HashSet(HASH_WORDS, expectedEntries);
    const metadata = { source_object: object.sourceObject, rule_version: LOG_RULE_VERSION };
    this.name = outputName(object);
    this.sourceObject = Buffer.from(object.sourceObject, "utf8");
    this.rows = new ParquetFiles(lake, LOGS, metadata, (columns) => new LogColumns(columns));
    this.quarantine = new ParquetFiles(lake, LOG_QUARANTINE, metadata, (columns) => columns);
  }

  get counts(): RecordCounts {
    const { recordsIn, kept, duplicate, rejected } = this;
    return { recordsIn, kept, duplicate, rejected };
  }

  /** Takes an entry; resolves at once (undefined) unless something has to be stored or opened first. */
  take(raw: RawEntry): Promise<void> | undefined {
    const { hash, strict } = this;
    this.recordsIn += 1;
    hashBytes(raw.view, raw.from, raw.to, hash);
    // Of an entry that is too long only the beginning is known: two of them are never called equal.
    if (!raw.isTooLarge && !this.seen.add(hash)) {
      this.duplicate += 1;
      return undefined;
    }
    const isUsual = raw.isKnownUtf8 && raw.isTerminated && !raw.isTooLarge;
    if (!isUsual || !strict.parse(raw.buffer, raw.view, raw.from, raw.to)) return this.takeTolerant(raw);
    if (strict.responseTimeMs < 0) return this.rejectNegative(raw);
    const columns = this.columnsDate === strict.logDate ? this.columns : undefined;
    if (columns === undefined) return this.takeStrict(raw, strict.logDate);
    columns.appendStrict(raw.buffer, strict);
    return this.finishRow(columns, raw);
  }

  /** Puts the object itself into quarantine, beside what could be read of it. */
  async rejectObject(reason: string): Promise<void> {
    this.recordsIn += 1;
    await this.reject(0, Buffer.alloc(0), [reason], null);
  }

  async close(): Promise<{ processedKeys: string[]; quarantineKeys: string[] }> {
    return { processedKeys: await this.rows.close(), quarantineKeys: await this.quarantine.close() };
  }

  async abort(): Promise<void> {
    await this.rows.abort();
    await this.quarantine.abort();
  }

  private async takeStrict(raw: RawEntry, date: string): Promise<void> {
    const columns = await this.columnsOf(date);
    columns.appendStrict(raw.buffer, this.strict);
    await this.finishRow(columns, raw);
  }

  private rejectNegative(raw: RawEntry): Promise<void> {
    const { from, to } = this.strict.ticketId;
    const ticketId = from === to ? null : raw.buffer.toString("latin1", from, to);
    const bytes = raw.buffer.subarray(raw.from, raw.to);
    return this.reject(raw.offset, bytes, ["negative_response_time"], ticketId);
  }

  private async takeTolerant(raw: RawEntry): Promise<void> {
    const bytes = raw.buffer.subarray(raw.from, raw.to);
    const { isTerminated, isTooLarge } = raw;
    const parsed = parseEntry({ bytes, isTerminated, isTooLarge });
    if (parsed.kind === "rejected")
      return this.reject(raw.offset, bytes, parsed.rejected.reasons, parsed.rejected.ticketId);
    const date = new Date(parsed.entry.loggedAtMicros / 1000).toISOString().slice(0, 10);
    const columns = await this.columnsOf(date);
    columns.appendEntry(parsed.entry);
    await this.finishRow(columns, raw);
  }

  private finishRow(columns: LogColumns, raw: RawEntry): Promise<void> | undefined {
    columns.appendOrigin(this.hash, this.sourceObject, raw.offset);
    this.kept += 1;
    const pause = this.rows.rowAdded(raw.to - raw.from);
    // The row group may have been written: its columns may serve another date now.
    if (pause !== undefined) this.columns = undefined;
    return pause;
  }

  private async columnsOf(date: string): Promise<LogColumns> {
    const columns = await this.rows.open(processedKey(this.name, date));
    this.columns = columns;
    this.columnsDate = date;
    return columns;
  }

  private async reject(
    offset: number,
    bytes: Buffer,
    reasons: readonly string[],
    ticketId: string | null,
  ): Promise<void> {
    this.rejected += 1;
    const columns = await this.quarantine.open(quarantineKey(this.name));
    const row = quarantineRow(this.object.sourceObject, offset, ticketId, reasons, bytes, this.now);
    for (const [index, column] of columns.entries()) appendCell(column, row[index] ?? null);
    await this.quarantine.rowAdded(bytes.length);
  }
}
