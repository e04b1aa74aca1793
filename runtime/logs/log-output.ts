import { LOG_QUARANTINE, LOG_RULE_VERSION, LOGS } from "../contracts/logs";
import { hashBytes } from "../hashing/murmur3";
import { SpillingHashSet } from "../hashing/spilling-hash-set";
import type { RecordCounts } from "../load/transformed-object";
import { type TextView, textView } from "../parquet/byte-buffer";
import { ParquetFiles } from "../parquet/parquet-files";
import type { ObjectSink } from "../store/object-store";
import { LogColumns } from "./log-columns";
import { outputName, processedKey, quarantineKey, type SliceName } from "./output-names";
import { parseEntry } from "./parse-entry";
import type { StrictEntryParser } from "./parse-strict-entry";
import { QuarantineColumns } from "./quarantine-columns";
import type { RawEntry } from "./split-entries";
import { MICROS_PER_DAY } from "./timestamp";

/** The usual reason, as the same array for each entry. */
const NEGATIVE = ["negative_response_time"];

/** Where an object's entries go: counted, told from duplicates, and sent to the file they belong in. */
export class LogOutput {
  private recordsIn = 0;
  private kept = 0;
  private duplicate = 0;
  private rejected = 0;
  /** Duplicates within an object are told by 64 of the hash's 128 bits (docs/decisions/007). */
  private readonly seen: SpillingHashSet;
  private readonly hash = new Uint32Array(4);
  private readonly name: string;
  private readonly sourceObject: TextView;
  private readonly rows: ParquetFiles<LogColumns>;
  private readonly quarantine: ParquetFiles<QuarantineColumns>;
  private rejects: QuarantineColumns | undefined;
  private readonly nowMicros: number;
  /** The columns of the entry before: most entries have the same date. */
  private columns: LogColumns | undefined;
  private columnsDay = 0;

  /** @param expectedEntries pre-sizes the table of duplicates, so that it is not rebuilt while it grows */
  constructor(object: SliceName, lake: ObjectSink, now: Date, expectedEntries: number) {
    this.seen = new SpillingHashSet(expectedEntries);
    const metadata = { source_object: object.sourceObject, rule_version: LOG_RULE_VERSION };
    this.name = outputName(object);
    this.sourceObject = textView(object.sourceObject);
    this.rows = new ParquetFiles(lake, LOGS, metadata, (columns) => new LogColumns(columns));
    this.quarantine = new ParquetFiles(
      lake,
      LOG_QUARANTINE,
      metadata,
      (columns) => new QuarantineColumns(columns),
    );
    this.nowMicros = now.getTime() * 1000;
  }

  get counts(): RecordCounts {
    const { recordsIn, kept, duplicate, rejected } = this;
    return { recordsIn, kept, duplicate, rejected };
  }

  /** Takes an entry that the strict parser holds; undefined unless something has to be stored or opened first. */
  takeUsual(parser: StrictEntryParser, offset: number): Promise<void> | undefined {
    const { view, from, to } = parser;
    this.recordsIn += 1;
    if (this.isDuplicate(view, from, to)) return undefined;
    if (parser.responseTimeMs < 0) return this.rejectNegative(parser, offset);
    if (this.columns === undefined || this.columnsDay !== parser.logDay)
      return this.openAndTake(parser, offset);
    this.columns.appendStrict(parser);
    return this.finishRow(this.columns, offset, to - from);
  }

  /** Takes any other entry. */
  async take(raw: RawEntry): Promise<void> {
    const { isTerminated, isTooLarge, from, to, offset } = raw;
    const bytes = raw.buffer.subarray(from, to);
    this.recordsIn += 1;
    // Of an entry that is too long only the beginning is known: two of them are never called equal.
    if (!isTooLarge && this.isDuplicate(raw.view, from, to)) return;
    const parsed = parseEntry({ bytes, isTerminated, isTooLarge });
    if (parsed.kind === "rejected")
      return this.reject(offset, bytes, parsed.rejected.reasons, parsed.rejected.ticketId);
    const columns = await this.columnsOf(Math.floor(parsed.entry.loggedAtMicros / MICROS_PER_DAY));
    columns.appendEntry(parsed.entry);
    await this.finishRow(columns, offset, to - from);
  }

  /** Puts the object itself into quarantine, beside what could be read of it. */
  async rejectObject(reason: string): Promise<void> {
    this.recordsIn += 1;
    await this.reject(0, Buffer.alloc(0), [reason], null);
  }

  async close(): Promise<{ processedKeys: string[]; quarantineKeys: string[] }> {
    this.seen.close();
    return { processedKeys: await this.rows.close(), quarantineKeys: await this.quarantine.close() };
  }

  async abort(): Promise<void> {
    this.seen.close();
    await this.rows.abort();
    await this.quarantine.abort();
  }

  private isDuplicate(view: DataView, from: number, to: number): boolean {
    hashBytes(view, from, to, this.hash);
    if (this.seen.add(this.hash[0] as number, this.hash[1] as number)) return false;
    this.duplicate += 1;
    return true;
  }

  private async openAndTake(parser: StrictEntryParser, offset: number): Promise<void> {
    const columns = await this.columnsOf(parser.logDay);
    columns.appendStrict(parser);
    await this.finishRow(columns, offset, parser.to - parser.from);
  }

  private rejectNegative(parser: StrictEntryParser, offset: number): Promise<void> | undefined {
    const { view, ticketId, from, to } = parser;
    if (this.rejects === undefined) return this.openRejects().then(() => this.rejectNegative(parser, offset));
    this.rejects.appendUsual(view, ticketId, from, to);
    return this.finishReject(this.rejects, offset, NEGATIVE, to - from);
  }

  private finishRow(columns: LogColumns, offset: number, bytes: number): Promise<void> | undefined {
    columns.appendOrigin(this.hash, this.sourceObject, offset);
    this.kept += 1;
    const pause = this.rows.rowAdded(bytes);
    // The row group may have been written: its columns may serve another date now.
    if (pause !== undefined) this.columns = undefined;
    return pause;
  }

  /** @param day days since 1970 */
  private async columnsOf(day: number): Promise<LogColumns> {
    const date = new Date((day * MICROS_PER_DAY) / 1000).toISOString().slice(0, 10);
    const columns = await this.rows.open(processedKey(this.name, date));
    this.columns = columns;
    this.columnsDay = day;
    return columns;
  }

  private async reject(
    offset: number,
    bytes: Buffer,
    reasons: readonly string[],
    ticketId: string | null,
  ): Promise<void> {
    const columns = await this.openRejects();
    columns.appendBytes(ticketId, bytes);
    await this.finishReject(columns, offset, reasons, bytes.length);
  }

  private finishReject(
    columns: QuarantineColumns,
    offset: number,
    reasons: readonly string[],
    bytes: number,
  ): Promise<void> | undefined {
    columns.appendVerdict(this.sourceObject, offset, reasons, this.nowMicros);
    this.rejected += 1;
    const pause = this.quarantine.rowAdded(bytes);
    if (pause !== undefined) this.rejects = undefined;
    return pause;
  }

  private async openRejects(): Promise<QuarantineColumns> {
    this.rejects ??= await this.quarantine.open(quarantineKey(this.name));
    return this.rejects;
  }
}
