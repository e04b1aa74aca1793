import type { Page } from "../../../warehouse/dashboards";
import type { WarehouseReader } from "../../warehouse/reader";
import { PageColumns, type PageColumnsLimits } from "./page-columns";

/** Reading the columns takes seconds of all cores: it begins when nobody has asked or loaded for so long. */
const QUIET_MS = 1_000;

/** The columns of all pages, read again some time after the warehouse has moved on. */
export class ColumnStore {
  readonly #pages: ReadonlyMap<string, PageColumns>;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(
    reader: WarehouseReader,
    pages: readonly Page[],
    readState: () => Promise<string>,
    limits?: PageColumnsLimits,
  ) {
    this.#pages = new Map(pages.map((page) => [page.id, new PageColumns(reader, page, readState, limits)]));
  }

  /** The page's columns of this state; without them SQL answers, and they are read when it is quiet. */
  at(page: Page, state: string): ReturnType<PageColumns["at"]> {
    const columns = this.#pages.get(page.id)?.at(state);
    if (columns === undefined) this.schedule();
    return columns;
  }

  /** Reads what is old once it has been quiet. */
  schedule(): void {
    if (this.#isClosed) return;
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
  close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    return this.#reading;
  }
}
