import { LOG_QUARANTINE, LOGS } from "../contracts/logs";
import { copiedKey, largeKey } from "../load/large-texts";
import type { Codec } from "../parquet/compression";
import type { ColumnChunk } from "../parquet/page";
import { ParquetFile } from "../parquet/parquet-file";
import type { ObjectSink } from "../store/object-store";
import { contentOf, filesTogether } from "./file-number";
import { toLetGo } from "./let-go";
import { processedKey, quarantineKey } from "./output-names";

/** Bytes that the sink may hold of all files together: S3 takes parts of 5 MiB at least. */
const MOST_HELD_BYTES = 24 << 20;
/** A process may have 1,024 files open, and an object entries of 36,525 dates. */
const MOST_OPEN_FILES = 256;

/**
 * The Parquet files of one object that are being written. Where the sink holds too much of them, or they are too many,
 * one is ended, and its rows go on in another: memory is bounded however many dates an object has.
 */
export class OpenFiles {
  /** By number (file-number.ts). The one that was written to last is the last one. */
  private readonly files = new Map<number, ParquetFile>();
  private readonly partsOf = new Map<number, number>();
  /** Keys of what was begun; those of cut copies follow from their large files'. */
  readonly processedKeys: string[] = [];
  readonly quarantineKeys: string[] = [];

  /**
   * @param name of the files
   * @param metadata key-value pairs of each
   */
  constructor(
    private readonly lake: ObjectSink,
    private readonly name: string,
    private readonly metadata: Readonly<Record<string, string>>,
    private readonly codec: Codec,
  ) {}

  /** Stores a row group. */
  async append(number: number, chunks: readonly ColumnChunk[], rows: number): Promise<void> {
    const file = this.files.get(number) ?? (await this.open(number));
    this.files.delete(number);
    this.files.set(number, file);
    await file.append(chunks, rows);
  }

  /** Ends files until few enough are open, and little enough of them is held. */
  async makeRoom(): Promise<void> {
    for (const number of toLetGo(this.files, MOST_HELD_BYTES)) await this.end(number);
    const [oldest] = this.files.keys();
    if (oldest !== undefined && this.files.size > MOST_OPEN_FILES) await this.end(oldest);
  }

  async close(): Promise<void> {
    // All at once: for a month of dates, one after the other takes 4 % of the whole time. None is left half closed.
    const closed = await Promise.allSettled([...this.files.values()].map((file) => file.close()));
    for (const one of closed) if (one.status === "rejected") throw one.reason;
  }

  async abort(): Promise<void> {
    for (const file of this.files.values()) await file.abort();
  }

  private async open(number: number): Promise<ParquetFile> {
    const { kind, date } = contentOf(number);
    const part = (this.partsOf.get(number) ?? 0) + 1;
    this.partsOf.set(number, part);
    const usual = date === undefined ? quarantineKey(this.name, part) : processedKey(this.name, date, part);
    const listed = kind === "usual" ? usual : largeKey(usual);
    const key = kind === "cut" ? copiedKey(listed) : listed;
    const dataset = date === undefined ? LOG_QUARANTINE : LOGS;
    const file = await ParquetFile.create(this.lake, key, dataset, this.metadata, this.codec);
    if (kind !== "cut") (date === undefined ? this.quarantineKeys : this.processedKeys).push(key);
    return file;
  }

  private async end(number: number): Promise<void> {
    for (const one of filesTogether(number)) {
      const file = this.files.get(one);
      this.files.delete(one);
      await file?.close();
    }
  }
}
