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
/** Row groups that are compressed at once: the second one keeps the thread pool busy while the first is written. */
const MOST_STORING = 2;
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
  private readonly sparePages: PageBuffer[] = [];
  private untilLook = ROWS_PER_LOOK;
  /** Row groups that are being compressed and stored while the next ones are filled. */
  private readonly storing = new Set<Promise<void>>();

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
    await Promise.all(this.storing);
    // All at once: for a month of dates, one after the other takes 4 % of the whole time. None is left half closed.
    const closed = await Promise.allSettled([...this.files.values()].map((file) => file.close()));
    for (const one of closed) if (one.status === "rejected") throw one.reason;
    return [...this.files.keys()].sort();
  }

  async abort(): Promise<void> {
    await Promise.allSettled(this.storing);
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

  /** Resolves when the row group is on its way, which is when few enough are. */
  private async write(key: string): Promise<void> {
    const group = this.waiting.get(key);
    const file = this.files.get(key);
    if (group === undefined || file === undefined) return;
    while (this.storing.size >= MOST_STORING) await Promise.race(this.storing);
    this.waiting.delete(key);
    const pages = this.sparePages.pop() ?? new PageBuffer();
    const stored = file.append(group.columns, pages).then(() => {
      this.storing.delete(stored);
      this.spare.push(group);
      this.sparePages.push(pages);
    });
    this.storing.add(stored);
    // It stays in the set and shows at the next call; until then it must not count as unhandled.
    stored.catch(() => undefined);
  }
}

function byteLength(columns: readonly AnyColumn[]): number {
  return columns.reduce((bytes, column) => bytes + column.byteLength, 0);
}
