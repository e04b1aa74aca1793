import { expect } from "chai";
import { answerPage } from "../../../../local/web/answer-page";
import { ColumnStore } from "../../../../local/web/columns/column-store";
import type { ColumnTable } from "../../../../local/web/columns/column-table";
import { readLedgerState } from "../../../../local/web/ledger-state";
import { parseSelection } from "../../../../warehouse/dashboards";
import { LOG_PAGE } from "../../../../warehouse/dashboards/log-page";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../../warehouse/dashboards/memory-warehouse";

const ANY_SIZE = { leastRows: 0, mostRows: 1_000, mostAtOnce: 2, leastRunRows: 2 };

describe("columns of the pages", () => {
  let warehouse: MemoryWarehouse;
  let store: ColumnStore;
  let count = 0;

  const load = async (entries: number, sourceObject = "logs/a.log"): Promise<string> => {
    count += 1;
    await warehouse.addLogEntries(...Array(entries).fill({ source_object: sourceObject }));
    await warehouse.addLoad({
      dataset: "logs",
      source_object: sourceObject,
      source_version: String(count),
      loaded: entries,
      loaded_at: new Date(Date.UTC(2025, 7, 1) + count).toISOString(),
    });
    return readLedgerState(warehouse);
  };

  const at = (state: string, of = store): Promise<ColumnTable | undefined> =>
    of.answer(LOG_PAGE, state, async (table) => table);

  beforeEach(async () => {
    warehouse = await openMemoryWarehouse();
    store = new ColumnStore(warehouse, [LOG_PAGE], ANY_SIZE);
  });

  afterEach(async () => {
    await store.close();
    warehouse.close();
  });

  it("are those of the state in which they were read, and of no other", async () => {
    const state = await load(2);

    await store.readNow();

    expect((await at(state))?.rowCount).to.equal(2);
    expect(await at("another state")).to.equal(undefined);
  });

  it("gain a few new rows as soon as somebody asks", async () => {
    await load(2);
    await store.readNow();

    const state = await load(2, "logs/b.log");

    expect((await at(state))?.rowCount).to.equal(4);
  });

  it("leave many new rows to SQL until they are read", async () => {
    await load(2);
    await store.readNow();

    const state = await load(3, "logs/b.log");
    const before = await at(state);
    await store.readNow();

    expect(before).to.equal(undefined);
    expect((await at(state))?.rowCount).to.equal(5);
  });

  it("are read again, in order, when what came has cut their rows into many runs", async () => {
    await load(2);
    await store.readNow();
    await warehouse.addLogEntries({ logged_at: "2025-06-30 12:00:00", source_object: "logs/late.log" });
    const state = await load(0, "logs/late.log");

    const appended = await at(state);
    await store.readNow();
    const ordered = await at(state);

    expect([appended?.rowCount, appended?.runs.count]).to.deep.equal([3, 2]);
    expect([ordered?.rowCount, ordered?.runs.count]).to.deep.equal([3, 1]);
  });

  for (const [name, limits] of [
    ["few", { ...ANY_SIZE, leastRows: 3 }],
    ["many", { ...ANY_SIZE, mostRows: 1 }],
  ] as const) {
    it(`are not kept of too ${name} rows, which SQL answers`, async () => {
      const small = new ColumnStore(warehouse, [LOG_PAGE], limits);
      const state = await load(2);

      await small.readNow();

      expect(await at(state, small)).to.equal(undefined);
      await small.close();
    });
  }

  it("answer a page without a query of its view", async () => {
    const state = await load(2);
    await store.readNow();
    const asked: string[] = [];
    const counting = {
      query: (sql: string, params?: readonly never[]) => {
        asked.push(sql);
        return warehouse.query(sql, params);
      },
    };
    const selection = parseSelection(LOG_PAGE, new URLSearchParams("level=INFO"));

    const columns = await at(state);
    const answer = await answerPage(counting, LOG_PAGE, selection, 0, new AbortController().signal, columns);

    expect(answer.rowCount).to.equal(2);
    expect(asked.filter((sql) => sql.includes("rpt.log_entries"))).to.deep.equal([]);
  });
});
