import { LOG_QUARANTINE, LOGS } from "../contracts/logs";
import type { Codec } from "../parquet/compression";
import type { ColumnChunk } from "../parquet/page";
import { PageCompressor } from "../parquet/page-compressor";
import type { ObjectSink } from "../store/object-store";
import { contentOf, filesTogether } from "./file-number";
import type { LogKernel } from "./kernel/log-kernel";
import { RowGroup } from "./kernel/row-group";
import { toLetGo } from "./let-go";
import { columnsOf, type LogOrigin } from "./log-columns";
import { OpenFiles } from "./open-files";

/** Rows that make a row group: with one more full block, it has about 100,000. */
const ROW_GROUP_ROWS = 90_000;
/** Bytes before compression that wait for their row groups at the most, in those of all files together. */
const MOST_WAITING_BYTES = 32 << 20;
/** Row groups that are stored while others are made. */
const MOST_STORING = 2;

/**
 * The files of one object: one of each date, and one of what is rejected. Memory is bounded however many dates there
 * are: where too much waits, the largest row group is ended.
 */
export class LogFiles {
  /** By number of their files. */
  private readonly groups = new Map<number, RowGroup>();
  private readonly compressor: PageCompressor;
  private readonly open: OpenFiles;
  private storing: Promise<void> = Promise.resolve();
  private storingCount = 0;

  /** @param name of the files */
  constructor(
    private readonly kernel: LogKernel,
    lake: ObjectSink,
    name: string,
    codec: Codec,
    private readonly origin: LogOrigin,
  ) {
    this.compressor = new PageCompressor(codec);
    const metadata = { source_object: origin.sourceObject, rule_version: origin.ruleVersion };
    this.open = new OpenFiles(lake, name, metadata, codec);
  }

  /** Takes the rows of the kernel's block. Resolves when they may be dropped and more may come. */
  async takeBlock(): Promise<void> {
    for (const { file, from, to } of this.kernel.files()) {
      const group = this.groups.get(file) ?? this.beginGroup(file);
      group.add(from, to);
      await this.compressor.room();
    }
    for (const [file, { rows }] of [...this.groups]) if (rows >= ROW_GROUP_ROWS) await this.store(file);
    for (const file of toLetGo(this.groups, MOST_WAITING_BYTES)) await this.store(file);
  }

  /** Stores what waits and closes every file; gives their keys in order. */
  async close(): Promise<{ processedKeys: string[]; quarantineKeys: string[] }> {
    for (const file of [...this.groups.keys()]) await this.store(file);
    await this.storing;
    this.compressor.close();
    await this.open.close();
    return { processedKeys: this.open.processedKeys.sort(), quarantineKeys: this.open.quarantineKeys.sort() };
  }

  async abort(): Promise<void> {
    await this.storing.catch(() => undefined);
    this.compressor.close();
    await this.open.abort();
  }

  private beginGroup(file: number): RowGroup {
    const { kernel, compressor, origin } = this;
    const { kind, date } = contentOf(file);
    const dataset = date === undefined ? LOG_QUARANTINE : LOGS;
    const group = new RowGroup(columnsOf(dataset, kernel, compressor, origin, kind !== "usual"));
    this.groups.set(file, group);
    return group;
  }

  /** Ends a file's row group and queues it for storing. Resolves when few enough are in the queue. */
  private async store(file: number): Promise<void> {
    const ended: { number: number; rows: number; chunks: readonly ColumnChunk[] }[] = [];
    for (const number of filesTogether(file)) {
      const group = this.groups.get(number);
      if (group === undefined) continue;
      this.groups.delete(number);
      ended.push({ number, rows: group.rows, chunks: await group.finish() });
    }
    if (ended.length === 0) return;
    this.storingCount += 1;
    // One after the other, so that what is ended, and when, is the same in every run.
    this.storing = this.storing
      .then(async () => {
        for (const { number, chunks, rows } of ended) await this.open.append(number, chunks, rows);
        await this.open.makeRoom();
      })
      .finally(() => {
        this.storingCount -= 1;
      });
    // A fault shows where this is awaited; until then it must not count as unhandled.
    this.storing.catch(() => undefined);
    if (this.storingCount > MOST_STORING) await this.storing;
  }
}
