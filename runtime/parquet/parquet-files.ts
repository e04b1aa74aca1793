import type { Dataset } from "../contracts/dataset";
import type { ObjectStore } from "../store/object-store";
import { type Cell, ParquetFile } from "./parquet-file";

/** Rows that wait in memory before the fullest file's are written as a row group. */
const MOST_WAITING_ROWS = 100_000;
/** Bytes of text that wait at the most: entries may be as long as 1 MiB. */
const MOST_WAITING_BYTES = 64 << 20;

/** Files of one dataset, one a key, opened as rows for them come. Memory is bounded however many keys there are. */
export class ParquetFiles {
  private readonly files = new Map<
    string,
    { file: ParquetFile | undefined; columns: Cell[][]; rows: number }
  >();
  private waitingRows = 0;
  private waitingBytes = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly dataset: Dataset,
    private readonly metadata: Readonly<Record<string, string>>,
  ) {}

  /** Adds a row; resolves at once unless rows have to be written to make room. */
  add(key: string, row: readonly Cell[], textBytes: number): Promise<void> | undefined {
    let waiting = this.files.get(key);
    if (waiting === undefined) {
      waiting = { file: undefined, columns: this.dataset.columns.map(() => []), rows: 0 };
      this.files.set(key, waiting);
    }
    for (let index = 0; index < row.length; index += 1) waiting.columns[index]?.push(row[index] as Cell);
    waiting.rows += 1;
    this.waitingRows += 1;
    this.waitingBytes += textBytes;
    const isFull = this.waitingRows >= MOST_WAITING_ROWS || this.waitingBytes >= MOST_WAITING_BYTES;
    return isFull ? this.flush() : undefined;
  }

  /** Writes what waits and closes every file; gives their keys in order. */
  async close(): Promise<string[]> {
    await this.flush();
    for (const { file } of this.files.values()) await file?.close();
    return [...this.files.keys()].sort();
  }

  async abort(): Promise<void> {
    for (const { file } of this.files.values()) await file?.abort();
  }

  private async flush(): Promise<void> {
    for (const [key, waiting] of this.files) {
      if (waiting.rows === 0) continue;
      waiting.file ??= await ParquetFile.create(this.store, key, this.dataset, this.metadata);
      await waiting.file.append(waiting.columns);
      waiting.columns = this.dataset.columns.map(() => []);
      waiting.rows = 0;
    }
    this.waitingRows = 0;
    this.waitingBytes = 0;
  }
}
