import { request } from "node:http";
import { expect } from "chai";
import type { SqlValue } from "../../../local/warehouse/reader";
import { type Dashboard, startDashboard } from "../../../local/web/server";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";
import { addSampleData } from "./sample-data";

describe("dashboard server", () => {
  let warehouse: MemoryWarehouse;
  let dashboard: Dashboard;

  beforeEach(async () => {
    warehouse = await openMemoryWarehouse();
    dashboard = await startDashboard({ reader: warehouse });
  });

  afterEach(async () => {
    await dashboard.close();
    warehouse.close();
  });

  const get = async (path: string): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(new URL(path, dashboard.url));
    return { status: response.status, body: await response.json() };
  };

  it("answers all numbers of a page at once", async () => {
    await warehouse.addTickets({ agent: "Sneha" }, { agent: "Arjun" });

    const { status, body } = await get("/api/pages/support-tickets?agent=Sneha");

    expect(status).to.equal(200);
    expect(body).to.have.nested.property("cards.tickets", 1);
  });

  it("opens at the tickets", async () => {
    const response = await fetch(dashboard.url);

    expect(response.url).to.equal(`${dashboard.url}support-tickets`);
    expect(await response.text()).to.include("<h1>Support tickets</h1>");
  });

  it("an unknown page is 404 with one sentence", async () => {
    const answer = await get("/api/pages/salaries");

    expect(answer).to.deep.equal({
      status: 404,
      body: {
        error: {
          code: "unknown_page",
          message: "there is no such page; the pages are support-tickets, support-logs",
        },
      },
    });
  });

  it("a date that is none is 400 with one sentence", async () => {
    const answer = await get("/api/pages/support-logs?from=yesterday");

    expect(answer).to.deep.equal({
      status: 400,
      body: { error: { code: "bad_parameter", message: "from must be a date like 2025-07-01" } },
    });
  });

  it("an address that cannot be read is refused like an unknown one", async () => {
    const status = await statusOf({ path: "//%%:x", headers: {} });

    expect(status).to.equal(404);
  });

  it("values with SQL in them are values", async () => {
    await warehouse.addTickets({ agent: "O'Hara" });
    const evil = encodeURIComponent("x' or '1'='1");

    const none = await get(`/api/pages/support-tickets?agent=${evil}`);
    const one = await get("/api/pages/support-tickets?agent=O%27Hara");

    expect(none.body).to.have.property("rowCount", 0);
    expect(one.body).to.have.property("rowCount", 1);
  });

  it("a request under another site's name is refused: DNS can be made to lead here", async () => {
    const status = await statusOf({ path: "/api/pages/support-tickets", headers: { host: "evil.example" } });

    expect(status).to.equal(403);
  });

  it("anything but reading is refused", async () => {
    const response = await fetch(new URL("/support-tickets", dashboard.url), { method: "POST" });

    expect(response.status).to.equal(405);
  });

  it("every kind of answer forbids other hosts and inline script", async () => {
    for (const path of ["/support-logs", "/assets/client.js", "/api/pages/support-logs", "/nothing"]) {
      const response = await fetch(new URL(path, dashboard.url));
      await response.arrayBuffer();

      const policy = response.headers.get("content-security-policy");
      expect(policy, path).to.include("default-src 'none'; script-src 'self'; style-src 'self'");
    }
  });

  it("a script that the browser already has is not sent again", async () => {
    const first = await fetch(new URL("/assets/client.js", dashboard.url));
    await first.arrayBuffer();

    const again = await fetch(new URL("/assets/client.js", dashboard.url), {
      headers: { "if-none-match": first.headers.get("etag") ?? "" },
    });

    expect([first.status, again.status]).to.deep.equal([200, 304]);
  });

  it("a warehouse that fails is 500 with its sentence, and the server goes on", async () => {
    await warehouse.query("drop view rpt.log_entries");

    const failed = await get("/api/pages/support-logs");
    const other = await get("/api/pages/support-tickets").catch(() => undefined);

    expect(failed.status).to.equal(500);
    expect(failed.body).to.have.nested.property("error.code", "query_failed");
    expect(other).not.to.equal(undefined);
  });

  it("a port that is taken is named", async () => {
    const port = Number(new URL(dashboard.url).port);

    const outcome = await startDashboard({ reader: warehouse, port }).catch((error: Error) => error.message);

    expect(outcome).to.equal(`port ${port} is taken by another program; choose another`);
  });

  it("a page that is left while its numbers are computed costs no further query", async () => {
    const left = new AbortController();
    let queries = 0;
    let release = (): void => {};
    const hung = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = {
      query: async (sql: string) => {
        queries += 1;
        left.abort();
        await hung;
        return warehouse.query(sql);
      },
    };
    await dashboard.close();
    dashboard = await startDashboard({ reader: slow });

    await fetch(new URL("/api/pages/support-tickets", dashboard.url), { signal: left.signal }).catch(
      () => {},
    );
    // The server must have seen the connection close before the query ends: a round trip is enough for that.
    await fetch(new URL("/support-tickets", dashboard.url)).then((response) => response.text());
    release();
    await fetch(new URL("/support-tickets", dashboard.url)).then((response) => response.text());

    expect(queries).to.equal(1);
  });

  it("once it is closed no query is under way, so that its reader may be closed", async () => {
    let ended = 0;
    let begun = (): void => {};
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = {
      query: async (sql: string) => {
        begun();
        const rows = await warehouse.query(sql);
        await new Promise((resolve) => setImmediate(resolve));
        ended += 1;
        return rows;
      },
    };
    await dashboard.close();
    dashboard = await startDashboard({ reader: slow });
    const answer = fetch(new URL("/api/pages/support-tickets", dashboard.url)).catch(() => {});
    await isBegun;

    await dashboard.close();

    const endedAtClose = ended;
    await answer;
    expect(endedAtClose).to.be.at.least(1);
    expect(ended).to.equal(endedAtClose);
  });

  it("whoever is told its address finds a page of 200,000 rows that needs no query of them", async () => {
    const asked: string[] = [];
    const counting = {
      ...warehouse,
      query: (sql: string, params?: readonly SqlValue[]) => {
        asked.push(sql);
        return warehouse.query(sql, params);
      },
    };
    await addSampleData(warehouse, { tickets: 0, logEntries: 200_000 });
    await dashboard.close();
    dashboard = await startDashboard({ reader: counting });

    const { body } = await get("/api/pages/support-logs");

    expect(body).to.have.nested.property("cards.log_entries", 200_000);
    expect(asked).to.have.length.greaterThan(0);
    expect(asked.filter((sql) => sql.includes("rpt.log_entries"))).to.deep.equal([]);
  }).timeout(60_000);

  it("rejected records come with their reasons, narrowed to one that is named", async () => {
    const record = { dataset: "tickets", source_object: "o", position: 1, raw_record: "{}" };
    await warehouse.addQuarantined({ ...record, reasons: "unknown_status,missing_agent", record_key: "T1" });
    await warehouse.addQuarantined({ ...record, reasons: "unknownXstatus", record_key: "T2" });

    const { body } = await get("/api/rejected-records?dataset=tickets&reason=unknown_status");

    expect(body).to.deep.equal({
      reasons: [
        { dataset: "tickets", reason: "missing_agent", records: 1 },
        { dataset: "tickets", reason: "unknownXstatus", records: 1 },
        { dataset: "tickets", reason: "unknown_status", records: 1 },
      ],
      sample: [
        {
          dataset: "tickets",
          recordKey: "T1",
          reasons: ["unknown_status", "missing_agent"],
          sourceObject: "o",
          position: 1,
          rawRecord: "{}",
          quarantinedAt: "2025-01-01T00:00:00.000Z",
          keptVersionAt: null,
        },
      ],
    });
  });

  /** Sends what `fetch` would put right. */
  function statusOf(options: { path: string; headers: Record<string, string> }): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port: new URL(dashboard.url).port, ...options }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  }
});
