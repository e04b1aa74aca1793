import { expect } from "chai";
import { answerPage } from "../../../../local/web/answer-page";
import { ColumnStore } from "../../../../local/web/columns/column-store";
import { parseSelection } from "../../../../warehouse/dashboards";
import { LOG_PAGE } from "../../../../warehouse/dashboards/log-page";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../../warehouse/dashboards/memory-warehouse";

const ANY_SIZE = { leastRows: 0, mostRows: 1_000 };

describe("columns of the pages", () => {
  let warehouse: MemoryWarehouse;
  let state: string;
  const storeOf = (limits = ANY_SIZE): ColumnStore =>
    new ColumnStore(warehouse, [LOG_PAGE], async () => state, limits);

  beforeEach(async () => {
    warehouse = await openMemoryWarehouse();
    await warehouse.addLogEntries({}, {});
    state = "first load";
  });

  afterEach(() => warehouse.close());

  it("are those of the state in which they were read, and of no other", async () => {
    const store = storeOf();

    await store.readNow();

    expect(store.at(LOG_PAGE, "first load")?.rowCount).to.equal(2);
    expect(store.at(LOG_PAGE, "second load")).to.equal(undefined);
    await store.close();
  });

  it("are read again after a load", async () => {
    const store = storeOf();
    await store.readNow();
    await warehouse.addLogEntries({});
    state = "second load";

    await store.readNow();

    expect(store.at(LOG_PAGE, "second load")?.rowCount).to.equal(3);
    await store.close();
  });

  it("are let go when a load is committed while they are read", async () => {
    const states = ["first load", "second load"];
    const store = new ColumnStore(
      warehouse,
      [LOG_PAGE],
      async () => states.shift() ?? "second load",
      ANY_SIZE,
    );

    await store.readNow();

    expect(store.at(LOG_PAGE, "first load")).to.equal(undefined);
    expect(store.at(LOG_PAGE, "second load")).to.equal(undefined);
    await store.close();
  });

  for (const [name, limits] of [
    ["few", { leastRows: 3, mostRows: 1_000 }],
    ["many", { leastRows: 0, mostRows: 1 }],
  ] as const) {
    it(`are not kept of too ${name} rows, which SQL answers`, async () => {
      const store = storeOf(limits);

      await store.readNow();

      expect(store.at(LOG_PAGE, "first load")).to.equal(undefined);
      await store.close();
    });
  }

  it("answer a page without a query of its view", async () => {
    const store = storeOf();
    await store.readNow();
    const asked: string[] = [];
    const counting = {
      query: (sql: string, params?: readonly never[]) => {
        asked.push(sql);
        return warehouse.query(sql, params);
      },
    };
    const selection = parseSelection(LOG_PAGE, new URLSearchParams("level=INFO"));

    const columns = store.at(LOG_PAGE, "first load");
    const answer = await answerPage(counting, LOG_PAGE, selection, 0, new AbortController().signal, columns);

    expect(answer.rowCount).to.equal(2);
    expect(asked.filter((sql) => sql.includes("rpt.log_entries"))).to.deep.equal([]);
    await store.close();
  });
});
