import type { Dataset } from "../contracts/dataset";
import type { ObjectSink } from "../store/object-store";
import { type AnyColumn, columnWriters } from "./columns";
import type { ColumnHistory } from "./page";
import { PageBuffer } from "./page-buffer";
import { ParquetFile } from "./parquet-file";

/** Rows of a row group: enough for readers to skip by statistics, few enough to hold two groups in memory. */
const ROW_GROUP_ROWS = 98_304;
/**
 * Bytes that wait at the most, in all files together: a row group of usual entries, but entries may be as long as
 * 1 MiB, and dates may be many. Twice as much would take 40 MB more and save a tenth of a percent of the output.
 */
const MOST_WAITING_BYTES = 14 << 20;
/** Rows between two looks at how much waits. */
const ROWS_PER_LOOK = 1024;

/** Rows that wait to become a row group of one file, and what the caller puts rows into. */
interface RowGroup<T> {
  readonly columns: readonly AnyColumn[];
  readonly target: T;
}

/**
 * Files of one dataset, one a key, opened as rows for them come. Memory is bounded however many keys there are:
 * where too much waits, the largest row group is written, and its buffers serve another file.
 */
export class ParquetFiles<T> {
  private readonly files = new Map<string, ParquetFile>();
  private readonly waiting = new Map<string, RowGroup<T>>();
  private readonly spare: RowGroup<T>[] = [];
  private readonly histories: readonly ColumnHistory[];
  private readonly pages = new PageBuffer();
  private untilLook = ROWS_PER_LOOK;
  /** The row group that is being compressed and stored while the next ones are filled. */
  private storing: Promise<void> = Promise.resolve();

  /** @param createTarget what the caller puts rows into, made of the columns' writers in the contract's order */
  constructor(
    private readonly store: ObjectSink,
    private readonly dataset: Dataset,
    private readonly metadata: Readonly<Record<string, string>>,
    private readonly createTarget: (columns: readonly AnyColumn[]) => T,
  ) {
    this.histories = dataset.columns.map(() => ({ isDistinct: false }));
  }

  /** Where rows of this key go until `rowAdded` gives a promise; from then on they go to what `open` gives next. */
  async open(key: string): Promise<T> {
    const group = this.waiting.get(key);
    if (group !== undefined) return group.target;
    if (!this.files.has(key))
      this.files.set(key, await ParquetFile.create(this.store, key, this.dataset, this.metadata));
    const next = this.spare.pop() ?? this.createGroup();
    this.waiting.set(key, next);
    return next.target;
  }

  /** To be called after each row of about `bytes`; undefined unless rows have to be written first. */
  rowAdded(bytes: number): Promise<void> | undefined {
    this.untilLook -= 1 + (bytes >> 12);
    return this.untilLook > 0 ? undefined : this.makeRoom();
  }

  /** Writes what waits and closes every file; gives their keys in order. */
  async close(): Promise<string[]> {
    for (const key of [...this.waiting.keys()]) await this.write(key);
    await this.storing;
    for (const file of this.files.values()) await file.close();
    return [...this.files.keys()].sort();
  }

  async abort(): Promise<void> {
    await this.storing.catch(() => undefined);
    for (const file of this.files.values()) await file.abort();
  }

  private createGroup(): RowGroup<T> {
    const columns = columnWriters(this.dataset, this.histories);
    return { columns, target: this.createTarget(columns) };
  }

  /** Ends row groups that are full, then the largest ones until little enough waits. */
  private async makeRoom(): Promise<void> {
    this.untilLook = ROWS_PER_LOOK;
    const groups = [...this.waiting]
      .map(([key, { columns }]) => ({ key, rows: columns[0]?.rows ?? 0, bytes: byteLength(columns) }))
      .sort((left, right) => right.bytes - left.bytes);
    let waiting = groups.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { key, rows, bytes } of groups) {
      if (rows < ROW_GROUP_ROWS && waiting <= MOST_WAITING_BYTES) continue;
      waiting -= bytes;
      await this.write(key);
    }
  }

  /** Resolves when the row group before this one is stored: at most one is under way beside those that wait. */
  private async write(key: string): Promise<void> {
    const group = this.waiting.get(key);
    const file = this.files.get(key);
    if (group === undefined || file === undefined) return;
    await this.storing;
    this.waiting.delete(key);
    this.storing = file.append(group.columns, this.pages).then(() => {
      this.spare.push(group);
    });
    // A fault shows at the next call; until then it must not count as unhandled.
    this.storing.catch(() => undefined);
  }
}

function byteLength(columns: readonly AnyColumn[]): number {
  return columns.reduce((bytes, column) => bytes + column.byteLength, 0);
}
