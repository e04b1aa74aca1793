import { expect } from "chai";
import { type Dashboard, type DashboardOptions, startDashboard } from "../../../local/web/server";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";

/** Reads an event stream until the given number of events are there. */
async function* readEvents(dashboard: Dashboard): AsyncGenerator<string> {
  const response = await fetch(new URL("/events", dashboard.url));
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) yield event.replace("retry: 1000\n", "").replace("\ndata: ", " ");
  }
}

async function nextEvent(events: AsyncGenerator<string>): Promise<string | undefined> {
  const { value } = await events.next();
  return value as string | undefined;
}

describe("load events", () => {
  let warehouse: MemoryWarehouse;
  let dashboard: Dashboard;

  const start = async (changes?: DashboardOptions["changes"]): Promise<void> => {
    dashboard = await startDashboard({ reader: warehouse, ...(changes ? { changes } : {}) });
  };

  beforeEach(async () => {
    warehouse = await openMemoryWarehouse();
  });

  afterEach(async () => {
    await dashboard.close();
    warehouse.close();
  });

  it("a load in the same process is told to every open page", async () => {
    let tell = (): void => {};
    await start((listener) => {
      tell = listener;
      return () => {};
    });
    const [one, other] = [readEvents(dashboard), readEvents(dashboard)];

    const greetings = [await nextEvent(one), await nextEvent(other)];
    tell();

    expect(greetings).to.deep.equal(["event: hello 0", "event: hello 0"]);
    expect([await nextEvent(one), await nextEvent(other)]).to.deep.equal([
      "event: loaded 1",
      "event: loaded 1",
    ]);
  });

  it("a load by another process is found in the ledger", async () => {
    await start();
    const events = readEvents(dashboard);

    const greeting = await nextEvent(events);
    const firstLook = await nextEvent(events);
    await warehouse.addLoad({ dataset: "logs", loaded_at: "2025-07-01 00:00:00", rejected: 0 });

    expect([greeting, firstLook]).to.deep.equal(["event: hello 0", "event: loaded 1"]);
    expect(await nextEvent(events)).to.equal("event: loaded 2");
  });

  it("nothing is asked of the ledger while no page is open", async () => {
    let questions = 0;
    const counting = {
      query: (sql: string) => {
        questions += 1;
        return warehouse.query(sql);
      },
    };
    dashboard = await startDashboard({ reader: counting });

    await fetch(new URL("/support-tickets", dashboard.url));

    expect(questions).to.equal(0);
  });

  it("closing ends the streams and stops listening", async () => {
    let isSubscribed = true;
    await start(() => () => {
      isSubscribed = false;
    });
    const events = readEvents(dashboard);
    await nextEvent(events);

    await dashboard.close();

    expect(await events.next().catch(() => ({ done: true }))).to.have.property("done", true);
    expect(isSubscribed).to.equal(false);
  });
});
