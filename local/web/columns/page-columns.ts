import type { Page } from "../../../warehouse/dashboards";
import type { WarehouseReader } from "../../warehouse/reader";
import { type ColumnTable, readColumnTable } from "./column-table";

export interface PageColumnsLimits {
  /** Below it SQL is as fast, and nothing needs to be kept. */
  readonly leastRows: number;
  /** Above it the columns would take too much memory (10 to 20 bytes a row). */
  readonly mostRows: number;
}

const LIMITS: PageColumnsLimits = { leastRows: 200_000, mostRows: 20_000_000 };

/** Keeps the columns of a page as of one state of the warehouse; decision 056. */
export class PageColumns {
  #state: string | undefined;
  #table: ColumnTable | undefined;

  constructor(
    private readonly reader: WarehouseReader,
    private readonly page: Page,
    private readonly readState: () => Promise<string>,
    private readonly limits: PageColumnsLimits = LIMITS,
  ) {}

  /** The columns of this state; undefined while there are none, and for a page that needs none. */
  at(state: string): ColumnTable | undefined {
    return state === this.#state ? this.#table : undefined;
  }

  /**
   * Reads the columns again if the warehouse has moved on; one call at a time. What a load that is committed meanwhile
   * has made worthless is let go, and a failure is left to the next question, which SQL answers.
   */
  async refresh(): Promise<void> {
    try {
      const state = await this.readState();
      if (state === this.#state) return;
      this.#table = undefined;
      const table = (await this.#isWorthwhile()) ? await readColumnTable(this.reader, this.page) : undefined;
      if ((await this.readState()) !== state) return;
      this.#table = table;
      this.#state = state;
    } catch {
      this.#table = undefined;
    }
  }

  async #isWorthwhile(): Promise<boolean> {
    if (this.reader.codes === undefined) return false;
    const [row] = await this.reader.query(`select count(*) as row_count from ${this.page.view}`);
    const rowCount = Number(row?.row_count);
    return this.limits.leastRows <= rowCount && rowCount <= this.limits.mostRows;
  }
}
