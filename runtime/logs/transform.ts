import { LOG_QUARANTINE, LOG_RULE_VERSION, LOGS } from "../contracts/logs";
import { HashSet } from "../hashing/hash-set";
import type { RecordCounts, TransformedObject } from "../load/transformed-object";
import { ParquetFiles } from "../parquet/parquet-files";
import type { ObjectStore } from "../store/object-store";
import { entryId, hashEntry } from "./entry-id";
import { outputName, processedKey, quarantineKey } from "./output-names";
import { parseEntry } from "./parse-entry";
import { positionAt, type ReadRange } from "./position";
import { logRow, quarantineRow } from "./rows";
import { EntrySplitter, type RawEntry } from "./split-entries";
import { Unpacker } from "./unpack";

/** The part of a log object that is to be transformed. */
export interface LogObject {
  readonly sourceObject: string;
  readonly sourceVersion: string;
  /** Offset of the first byte of `bytes` in the object. */
  readonly firstByte: number;
  /** Reads a range of the object's stored bytes. */
  readonly read: ReadRange;
  /** Where to stop: the object's size when it was listed. */
  readonly endByte: number;
  readonly isGzip: boolean;
}

export interface LogTransformOptions {
  readonly now: Date;
  /** False leaves a last entry without separator for later: the object may still be growing. */
  readonly takeUnterminated: boolean;
}

/**
 * Turns a log object into processed and quarantined Parquet objects in the lake, by the rules of DATA.md section 2.
 * Streams: memory grows with the number of distinct entries (their hashes) only. The outputs' names are a function of
 * the object, its version and its first byte, so a repeat overwrites itself.
 *
 * @throws what reading or storing throws; then no output appears that a repeat would not replace
 */
export async function transformLogObject(
  object: LogObject,
  lake: ObjectStore,
  options: LogTransformOptions,
): Promise<TransformedObject> {
  const transformation = new Transformation(object, lake, options.now);
  try {
    const splitter = new EntrySplitter(object.firstByte);
    const unpacker = object.isGzip ? new Unpacker() : undefined;
    const stored = object.read({ firstByte: object.firstByte, endByte: object.endByte });
    for await (const chunk of unpacker === undefined ? stored : unpacker.unpack(stored)) {
      for (const entry of splitter.push(chunk as Uint8Array)) await transformation.take(entry);
    }
    const last = splitter.end();
    if (last !== undefined && (last.isTerminated || options.takeUnterminated))
      await transformation.take(last);
    if (unpacker?.fault !== undefined) await transformation.rejectObject(unpacker.fault);
    const { processedKeys, quarantineKeys } = await transformation.close();
    return {
      dataset: "logs",
      sourceObject: object.sourceObject,
      sourceVersion: object.sourceVersion,
      counts: transformation.counts,
      firstByte: object.firstByte,
      bytesRead: object.endByte - object.firstByte,
      ruleVersion: LOG_RULE_VERSION,
      transformedAt: options.now,
      processedKeys,
      quarantineKeys,
      ...(!object.isGzip && { position: await positionAt(object.read, splitter.resumeAt) }),
    };
  } catch (error) {
    await transformation.abort();
    throw error;
  }
}

/** One pass over an object: counts, finds duplicates, and sends each entry where it belongs. */
class Transformation {
  private recordsIn = 0;
  private kept = 0;
  private duplicate = 0;
  private rejected = 0;
  private readonly seen = new HashSet(4);
  private readonly hash = new Uint32Array(4);
  private readonly name: string;
  private readonly rows: ParquetFiles;
  private readonly quarantine: ParquetFiles;

  constructor(
    private readonly object: LogObject,
    lake: ObjectStore,
    private readonly now: Date,
  ) {
    const metadata = { source_object: object.sourceObject, rule_version: LOG_RULE_VERSION };
    this.name = outputName(object);
    this.rows = new ParquetFiles(lake, LOGS, metadata);
    this.quarantine = new ParquetFiles(lake, LOG_QUARANTINE, metadata);
  }

  get counts(): RecordCounts {
    const { recordsIn, kept, duplicate, rejected } = this;
    return { recordsIn, kept, duplicate, rejected };
  }

  async take(raw: RawEntry): Promise<void> {
    this.recordsIn += 1;
    hashEntry(raw.bytes, this.hash);
    // Of an entry that is too long only the beginning is known: two of them are never called equal.
    if (!raw.isTooLarge && !this.seen.add(this.hash)) {
      this.duplicate += 1;
      return;
    }
    const parsed = parseEntry(raw);
    if (parsed.kind === "rejected")
      return this.reject(raw.offset, raw.bytes, parsed.rejected.reasons, parsed.rejected.ticketId);
    this.kept += 1;
    const { logDate, row } = logRow(parsed.entry, entryId(this.hash), this.object.sourceObject, raw.offset);
    const written = this.rows.add(processedKey(this.name, logDate), row, raw.bytes.length);
    if (written !== undefined) await written;
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

  private async reject(
    offset: number,
    bytes: Buffer,
    reasons: readonly string[],
    ticketId: string | null,
  ): Promise<void> {
    this.rejected += 1;
    const row = quarantineRow(this.object.sourceObject, offset, ticketId, reasons, bytes, this.now);
    await this.quarantine.add(quarantineKey(this.name), row, bytes.length);
  }
}
