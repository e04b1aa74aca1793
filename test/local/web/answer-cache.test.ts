import { expect } from "chai";
import { AnswerCache } from "../../../local/web/answer-cache";
import { startDashboard } from "../../../local/web/server";
import { openMemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";

describe("answers that are kept", () => {
  it("are found again while the state stays, and are gone with the next one", () => {
    const cache = new AnswerCache<string>();
    cache.keep("1 load", "page", "numbers");

    expect(cache.find("1 load", "page")).to.equal("numbers");
    expect(cache.find("1 load", "other page")).to.equal(undefined);
    expect(cache.find("2 loads", "page")).to.equal(undefined);
    expect(cache.find("1 load", "page")).to.equal(undefined);
  });

  it("are a hundred: the one unused for longest goes first", () => {
    const cache = new AnswerCache<number>();
    for (let number = 0; number < 100; number += 1) cache.keep("s", String(number), number);

    cache.find("s", "0");
    cache.keep("s", "100", 100);

    expect(cache.find("s", "0")).to.equal(0);
    expect(cache.find("s", "1")).to.equal(undefined);
    expect(cache.find("s", "100")).to.equal(100);
  });

  it("spare the warehouse the queries of a page until something is loaded", async () => {
    const warehouse = await openMemoryWarehouse();
    let queries = 0;
    const counting = {
      query: (sql: string, params?: readonly (string | number | boolean | null)[]) => {
        queries += 1;
        return warehouse.query(sql, params);
      },
    };
    const dashboard = await startDashboard({ reader: counting });
    const ask = async (selection = ""): Promise<{ tickets: unknown; asked: number }> => {
      queries = 0;
      const response = await fetch(new URL(`/api/pages/support-tickets${selection}`, dashboard.url));
      const answer = (await response.json()) as { cards: Record<string, unknown> };
      return { tickets: answer.cards.tickets, asked: queries };
    };
    await warehouse.addTickets({});
    await warehouse.addLoad({ dataset: "tickets", loaded_at: "2025-08-01 00:00:00" });

    const first = await ask();
    const again = await ask();
    const other = await ask("?channel=Phone");
    await warehouse.addTickets({});
    await warehouse.addLoad({ dataset: "tickets", loaded_at: "2025-08-01 00:00:01" });
    const afterLoad = await ask();
    await dashboard.close();
    warehouse.close();

    // The ledger, the dates, the filters, the cards, five visuals, the freshness.
    expect(first).to.deep.equal({ tickets: 1, asked: 10 });
    expect(again).to.deep.equal({ tickets: 1, asked: 1 });
    // The freshness is known already.
    expect(other).to.deep.equal({ tickets: null, asked: 9 });
    expect(afterLoad).to.deep.equal({ tickets: 2, asked: 10 });
  });

  it("are not taken for answers after a load that was heard of meanwhile: the page would ask for ever", async () => {
    const warehouse = await openMemoryWarehouse();
    let tell = (): void => {};
    let isHeard = false;
    const dashboard = await startDashboard({
      reader: {
        query: (sql, params) => {
          if (sql.includes("rpt.loads") && isHeard) {
            isHeard = false;
            tell();
          }
          return warehouse.query(sql, params);
        },
      },
      changes: (listener) => {
        tell = listener;
        return () => {};
      },
    });
    const ask = async (): Promise<unknown> => {
      const response = await fetch(new URL("/api/pages/support-tickets", dashboard.url));
      return ((await response.json()) as { version: unknown }).version;
    };

    isHeard = true;
    const versions = [await ask(), await ask()];
    await dashboard.close();
    warehouse.close();

    expect(versions).to.deep.equal([0, 1]);
  });
});
