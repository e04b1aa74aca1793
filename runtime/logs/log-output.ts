import { LARGEST_TEXT_BYTES } from "../contracts/derive/redshift-ddl";
import { LOG_QUARANTINE, LOG_RULE_VERSION, LOGS } from "../contracts/logs";
import { hashBytes } from "../hashing/murmur3";
import { SpillingHashSet } from "../hashing/spilling-hash-set";
import { isLargeText, largeKey } from "../load/large-texts";
import type { RecordCounts } from "../load/transformed-object";
import { type TextView, textView } from "../parquet/byte-buffer";
import { ParquetFiles } from "../parquet/parquet-files";
import type { ObjectSink } from "../store/object-store";
import { CutCopies } from "./cut-copies";
import { LogColumns } from "./log-columns";
import type { LogEntry } from "./log-entry";
import { outputName, processedKey, quarantineKey, type SliceName } from "./output-names";
import { type EntryBytes, parseEntry } from "./parse-entry";
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
  private readonly cutCopies: CutCopies | undefined;
  private rejects: QuarantineColumns | undefined;
  private readonly nowMicros: number;
  /** The columns of the entry before: most entries have the same date. */
  private columns: LogColumns | undefined;
  private columnsDay = 0;

  /**
   * @param expectedEntries pre-sizes the table of duplicates, so that it is not rebuilt while it grows
   * @param isForRedshift also writes what COPY reads in the place of large entries
   */
  constructor(
    object: SliceName,
    lake: ObjectSink,
    now: Date,
    expectedEntries: number,
    isForRedshift: boolean,
  ) {
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
    this.cutCopies = isForRedshift ? new CutCopies(lake, metadata) : undefined;
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
    if (to - from > LARGEST_TEXT_BYTES) {
      const bytes = Buffer.from(view.buffer, view.byteOffset + from, to - from);
      return this.takeDistinct({ bytes, isTerminated: true, isTooLarge: false }, offset);
    }
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
    return this.takeDistinct({ bytes, isTerminated, isTooLarge }, offset);
  }

  /** Puts the object itself into quarantine, beside what could be read of it. */
  async rejectObject(reason: string): Promise<void> {
    this.recordsIn += 1;
    await this.reject(0, Buffer.alloc(0), [reason], null);
  }

  async close(): Promise<{ processedKeys: string[]; quarantineKeys: string[] }> {
    this.seen.close();
    await this.cutCopies?.close();
    return { processedKeys: await this.rows.close(), quarantineKeys: await this.quarantine.close() };
  }

  async abort(): Promise<void> {
    this.seen.close();
    await this.rows.abort();
    await this.quarantine.abort();
    await this.cutCopies?.abort();
  }

  private async takeDistinct(raw: EntryBytes, offset: number): Promise<void> {
    const parsed = parseEntry(raw);
    const { bytes } = raw;
    if (parsed.kind === "rejected")
      return this.reject(offset, bytes, parsed.rejected.reasons, parsed.rejected.ticketId);
    const day = Math.floor(parsed.entry.loggedAtMicros / MICROS_PER_DAY);
    // No text of an entry is larger than the entry.
    if (bytes.length > LARGEST_TEXT_BYTES) return this.takeLarge(parsed.entry, day, offset, bytes.length);
    const columns = await this.columnsOf(day);
    columns.appendEntry(parsed.entry);
    await this.finishRow(columns, offset, bytes.length);
  }

  private async takeLarge(entry: LogEntry, day: number, offset: number, bytes: number): Promise<void> {
    const key = largeKey(processedKey(this.name, dateOf(day)));
    const columns = await this.rows.open(key);
    columns.appendEntry(entry);
    await this.finishRow(columns, offset, bytes);
    await this.cutCopies?.take(key, entry, this.hash, { sourceObject: this.sourceObject, offset });
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
    const columns = await this.rows.open(processedKey(this.name, dateOf(day)));
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
    // Bytes that are no UTF-8 become U+FFFD, which has three.
    const text = bytes.toString("utf8");
    const isLarge = isLargeText(text);
    const key = largeKey(quarantineKey(this.name));
    const columns = isLarge ? await this.quarantine.open(key) : await this.openRejects();
    columns.appendText(ticketId, text);
    await this.finishReject(columns, offset, reasons, bytes.length);
    const origin = { sourceObject: this.sourceObject, offset };
    if (isLarge) await this.cutCopies?.reject(key, { ticketId, text, reasons }, origin, this.nowMicros);
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

/** @param day days since 1970 */
function dateOf(day: number): string {
  return new Date((day * MICROS_PER_DAY) / 1000).toISOString().slice(0, 10);
}
