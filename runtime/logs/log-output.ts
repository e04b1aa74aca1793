import { isUtf8 } from "node:buffer";
import { LARGEST_TEXT_BYTES } from "../contracts/derive/redshift-ddl";
import { LOG_RULE_VERSION } from "../contracts/logs";
import { SpillingHashSet } from "../hashing/spilling-hash-set";
import { cutText, isLargeText } from "../load/large-texts";
import type { RecordCounts } from "../load/transformed-object";
import type { Codec } from "../parquet/compression";
import type { ObjectSink } from "../store/object-store";
import { KernelRows, type RejectedRow } from "./kernel/kernel-rows";
import { LogKernel } from "./kernel/log-kernel";
import type { LogEntry } from "./log-entry";
import { LogFiles } from "./log-files";
import { outputName, type SliceName } from "./output-names";
import { parseEntry } from "./parse-entry";
import type { RawEntry } from "./raw-entry";
import { ReasonLists } from "./reason-lists";

/** Where the rest of an object has a little shorter entries than its beginning. */
const ROOM_FOR_A_GUESS = 1.03;

/** How an object is transformed, but for what it is itself. */
export interface OutputOptions {
  readonly now: Date;
  /** Also writes what COPY reads in the place of large entries. */
  readonly isForRedshift: boolean;
  readonly codec: Codec;
}

export interface StoredOutput {
  readonly counts: RecordCounts;
  readonly processedKeys: readonly string[];
  readonly quarantineKeys: readonly string[];
}

/** Where an object's entries go: counted, told from duplicates, and sent to the file they belong in. */
export class LogOutput {
  readonly kernel: LogKernel;
  /** Entries that the kernel did not take itself. */
  private otherEntries = 0;
  private otherDuplicates = 0;
  private otherRejects = 0;
  /** Rows that were stored: kept, rejected, and cut copies of either. */
  private rows = 0;
  private copies = 0;
  /** Duplicates within an object are told by 64 of the hash's 128 bits (docs/decisions/007). */
  private readonly seen: SpillingHashSet;
  private readonly tolerantRows: KernelRows;
  private readonly reasons = new ReasonLists();
  private readonly files: LogFiles;
  private readonly isForRedshift: boolean;

  constructor(object: SliceName, lake: ObjectSink, options: OutputOptions) {
    this.isForRedshift = options.isForRedshift;
    this.seen = new SpillingHashSet();
    this.kernel = LogKernel.take(this.seen.markNew.bind(this.seen));
    this.tolerantRows = new KernelRows(this.kernel);
    this.files = new LogFiles(this.kernel, lake, outputName(object), options.codec, {
      sourceObject: object.sourceObject,
      ruleVersion: LOG_RULE_VERSION,
      nowMicros: options.now.getTime() * 1000,
      reasons: this.reasons.lists,
    });
  }

  private get counts(): RecordCounts {
    const { taken, duplicates, rejects } = this.kernel.exports;
    const rejected = rejects.value + this.otherRejects;
    return {
      recordsIn: taken.value + this.otherEntries,
      kept: this.rows - this.copies - rejected,
      duplicate: duplicates.value + this.otherDuplicates,
      rejected,
    };
  }

  /** Tells that the object is so many times as large as what was taken of it; a guess. */
  expectTimes(times: number): void {
    this.seen.expect(Math.ceil(this.seen.size * times * ROOM_FOR_A_GUESS));
  }

  /** Takes an entry that the kernel did not. */
  async take(entry: RawEntry): Promise<void> {
    const { bytes, isTooLarge, from, offset } = entry;
    this.otherEntries += 1;
    const isInInput = !isTooLarge && isUtf8(bytes);
    if (!isInInput || bytes.length > LARGEST_TEXT_BYTES) await this.makeRoomFor(bytes.length);
    // Of an entry that is too long only the beginning is known: two of them are never called equal.
    if (!isTooLarge && !this.kernel.isNewEntry(from, from + bytes.length)) {
      this.otherDuplicates += 1;
      return;
    }
    const parsed = parseEntry(entry);
    if (parsed.kind === "entry") return this.keep(parsed.entry, bytes.length, offset);
    const { reasons, ticketId } = parsed.rejected;
    this.reject(bytes.toString("utf8"), isInInput ? { from, to: from + bytes.length } : undefined, {
      ticketId,
      reasons: this.reasons.numberOf(reasons),
      byteOffset: offset,
    });
  }

  /** Puts the object itself into quarantine, beside what could be read of it. */
  async rejectObject(reason: string): Promise<void> {
    this.otherEntries += 1;
    await this.makeRoomFor(0);
    const reasons = this.reasons.numberOf([reason]);
    this.reject("", undefined, { ticketId: null, reasons, byteOffset: 0 });
  }

  /** Encodes the rows of the block, whose input may change then. */
  async endBlock(): Promise<void> {
    const { exports } = this.kernel;
    this.rows += exports.rows.value;
    await this.files.takeBlock();
    exports.dropRows();
    this.tolerantRows.dropTexts();
  }

  /** Stores what is left; the output is of no more use. */
  async close(): Promise<StoredOutput> {
    await this.endBlock();
    this.seen.close();
    const keys = await this.files.close();
    const { counts } = this;
    this.kernel.release();
    return { ...keys, counts };
  }

  /** To be called where anything before has failed. */
  async abort(): Promise<void> {
    this.seen.close();
    await this.files.abort();
    this.kernel.release();
  }

  private async makeRoomFor(bytes: number): Promise<void> {
    if (!this.tolerantRows.hasRoomFor(bytes)) await this.endBlock();
  }

  /** No text of an entry is larger than the entry, but an entry may be large without a large text. */
  private keep(entry: LogEntry, bytes: number, byteOffset: number): void {
    const { tolerantRows } = this;
    const isLarge = bytes > LARGEST_TEXT_BYTES;
    tolerantRows.add(entry, isLarge ? "large" : "usual", byteOffset);
    if (!isLarge || !this.isForRedshift) return;
    tolerantRows.repeatHash();
    tolerantRows.add(cutTexts(entry), "cut", byteOffset);
    this.copies += 1;
  }

  /** @param place where the text lies in the kernel's input; undefined where it does not lie there as it is */
  private reject(
    text: string,
    place: { from: number; to: number } | undefined,
    row: Omit<RejectedRow, "raw">,
  ): void {
    const { tolerantRows } = this;
    const isLarge = isLargeText(text);
    tolerantRows.addRejected({ ...row, raw: place ?? text }, isLarge ? "large" : "usual");
    this.otherRejects += 1;
    if (!isLarge || !this.isForRedshift) return;
    const ticketId = row.ticketId === null ? null : cutText(row.ticketId);
    tolerantRows.addRejected({ ...row, ticketId, raw: cutText(text) }, "cut");
    this.copies += 1;
  }
}

/** The same entry: a text stays a text. */
function cutTexts(entry: LogEntry): LogEntry {
  const values = Object.entries(entry).map(([name, value]) => [
    name,
    typeof value === "string" ? cutText(value) : value,
  ]);
  return Object.fromEntries(values) as LogEntry;
}
