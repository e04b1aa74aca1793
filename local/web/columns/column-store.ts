import type { Page } from "../../../warehouse/dashboards";
import type { WarehouseReader } from "../../warehouse/reader";
import type { ColumnTable } from "./column-table";
import { PageColumns, type PageColumnsLimits } from "./page-columns";

/** Reading all columns takes seconds of all cores: it begins when nobody has asked or loaded for so long. */
const QUIET_MS = 1_000;
/** So long after an answer a page is taken to be looked at: it will ask again once something was loaded. */
const LOOKED_AT_MS = 60_000;

/** The columns of all pages. */
export class ColumnStore {
  readonly #pages: ReadonlyMap<string, PageColumns>;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();
  #answers = 0;
  /** When each page was last answered, in milliseconds of the process. */
  readonly #answeredAt = new Map<string, number>();
  #isClosed = false;

  constructor(reader: WarehouseReader, pages: readonly Page[], limits?: PageColumnsLimits) {
    this.#pages = new Map(pages.map((page) => [page.id, new PageColumns(reader, page, limits)]));
  }

  /**
   * Computes an answer over the page's columns at a state of the ledger, after a few new rows are read. They are
   * undefined where SQL must answer: for a page that needs none, and until its columns are read when it is quiet.
   */
  async answer<T>(
    page: Page,
    state: string,
    compute: (table: ColumnTable | undefined) => Promise<T>,
  ): Promise<T> {
    const columns = this.#pages.get(page.id);
    this.#answers += 1;
    this.#answeredAt.set(page.id, performance.now());
    clearTimeout(this.#timer);
    try {
      if (columns?.isBehind(state) && !this.#isClosed) await columns.catchUp();
      return await compute(columns?.at(state));
    } finally {
      this.#answers -= 1;
      if (columns?.isBehind(state)) this.schedule();
    }
  }

  /** After a load: pages that are looked at gain a few new rows before they ask, the others once it is quiet. */
  loaded(): void {
    if (this.#isClosed) return;
    for (const [id, answeredAt] of this.#answeredAt) {
      if (performance.now() - answeredAt < LOOKED_AT_MS) void this.#pages.get(id)?.catchUp();
    }
    this.schedule();
  }

  /** Reads what is old once it has been quiet. */
  schedule(): void {
    if (this.#isClosed || this.#answers > 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.readNow(), QUIET_MS).unref();
  }

  /** Reads what is old, page by page, without waiting for quiet. */
  readNow(): Promise<void> {
    clearTimeout(this.#timer);
    this.#reading = this.#reading.then(async () => {
      for (const columns of this.#pages.values()) if (!this.#isClosed) await columns.refresh();
    });
    return this.#reading;
  }

  /** Begins no more readings, and waits for the end of one under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#reading;
    await Promise.all([...this.#pages.values()].map((columns) => columns.close()));
  }
}
