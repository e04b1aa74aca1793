import type { Page } from "../../../warehouse/dashboards";
import type { ColumnConnection, Snapshot, WarehouseReader } from "../../warehouse/reader";
import { readLedgerState } from "../ledger-state";
import { type ColumnTable, ColumnTableReader } from "./column-table";
import { neededColumns } from "./needed-columns";
import { KnownLoads } from "./new-loads";

export interface PageColumnsLimits {
  /** Below it SQL is as fast, and nothing needs to be kept. */
  readonly leastRows: number;
  /** Above it the columns would take too much memory (10 to 20 bytes a row). */
  readonly mostRows: number;
  /** Up to so many new rows are read at once when somebody asks, more of them when it is quiet. */
  readonly mostAtOnce: number;
  /** Rows of a run, on average; with fewer the rows are read again by and by, in order. */
  readonly leastRunRows: number;
}

const LIMITS: PageColumnsLimits = {
  leastRows: 200_000,
  mostRows: 20_000_000,
  mostAtOnce: 50_000,
  leastRunRows: 64,
};

/** Keeps the columns of a page as of one state of the warehouse; decision 056. */
export class PageColumns {
  readonly #reader: ColumnTableReader | undefined;
  readonly #loads: KnownLoads;
  #connection: Promise<ColumnConnection> | undefined;
  #state: string | undefined;
  #table: ColumnTable | undefined;
  #reading: Promise<void> | undefined;

  constructor(
    private readonly warehouse: WarehouseReader,
    private readonly page: Page,
    private readonly limits: PageColumnsLimits = LIMITS,
  ) {
    const needed = warehouse.columns && neededColumns(page);
    this.#reader = needed && new ColumnTableReader(page, needed, "codes", 2 * limits.leastRunRows);
    this.#loads = new KnownLoads(page, "known_loads");
  }

  /** The columns of this state; undefined while there are none, and for a page that needs none. */
  at(state: string): ColumnTable | undefined {
    return state === this.#state ? this.#table : undefined;
  }

  /** Whether `refresh` would read something for this state. */
  isBehind(state: string): boolean {
    return this.#reader !== undefined && state !== this.#state;
  }

  /** Reads a few new rows; whatever would take longer is left to `refresh`, also one that is under way. */
  async catchUp(): Promise<void> {
    if (this.#table !== undefined && this.#reading === undefined) await this.#start(false);
  }

  /** Reads what is new, or everything where rows were replaced. */
  async refresh(): Promise<void> {
    await this.#reading;
    await this.#start(true);
  }

  async close(): Promise<void> {
    await this.#reading;
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    await connection?.close();
  }

  /** A failure is left to the next question, which SQL answers: the columns only make answers faster. */
  #start(isPatient: boolean): Promise<void> {
    this.#reading = this.#read(isPatient)
      .catch(() => this.#forget())
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  async #read(isPatient: boolean): Promise<void> {
    const [reader, open] = [this.#reader, this.warehouse.columns];
    if (reader === undefined || open === undefined) return;
    this.#connection ??= open.call(this.warehouse);
    const connection = await this.#connection;
    const read = await connection.atOneMoment(async (snapshot) => {
      const state = await readLedgerState(snapshot);
      if (state === this.#state && !(isPatient && this.#isDisordered())) return undefined;
      const rowCount = await countRows(snapshot, this.page.view);
      const appended = await this.#append(snapshot, reader, rowCount, isPatient);
      if (appended === undefined && !isPatient) return undefined;
      const table = appended ?? (await this.#readAll(snapshot, reader, rowCount));
      await this.#loads.note(snapshot);
      return { state, table };
    });
    if (read === undefined) return;
    this.#state = read.state;
    this.#table = read.table;
  }

  /**
   * The table with the rows of the loads since; undefined where another row came or went. Every load keeps a row in
   * the ledger, and a repeated one replaces its own, so: while the known ones stand untouched, nothing was repeated,
   * and where the new loads' rows are as many as the view has gained, they have neither replaced nor recovered one.
   */
  async #append(
    snapshot: Snapshot,
    reader: ColumnTableReader,
    rowCount: number,
    isPatient: boolean,
  ): Promise<ColumnTable | undefined> {
    const table = this.#table;
    if (table === undefined || rowCount < table.rowCount || rowCount > this.limits.mostRows) return undefined;
    const gained = rowCount - table.rowCount;
    if (!isPatient && gained > this.limits.mostAtOnce) return undefined;
    if (isPatient && this.#isDisordered()) return undefined;
    if (!(await this.#loads.isUntouched(snapshot))) return undefined;
    return reader.append(snapshot, table, await this.#loads.newRows(snapshot), gained);
  }

  async #readAll(
    snapshot: Snapshot,
    reader: ColumnTableReader,
    rowCount: number,
  ): Promise<ColumnTable | undefined> {
    // Let go of before the new ones take as much.
    this.#forget();
    const isWorthwhile = this.limits.leastRows <= rowCount && rowCount <= this.limits.mostRows;
    return isWorthwhile ? reader.readAll(snapshot, rowCount) : undefined;
  }

  /** Whether what was appended has cut the rows into too many runs. */
  #isDisordered(): boolean {
    if (this.#table === undefined) return false;
    const { runs, rowCount } = this.#table;
    return runs.count > Math.max(1, rowCount / this.limits.leastRunRows);
  }

  #forget(): void {
    this.#table = undefined;
    this.#state = undefined;
  }
}

async function countRows(snapshot: Snapshot, view: string): Promise<number> {
  const [row] = await snapshot.query(`select count(*) as row_count from ${view}`);
  return Number(row?.row_count);
}
