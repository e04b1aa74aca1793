import { expect } from "chai";
import { answerPage } from "../../../local/web/answer-page";
import type { PageAnswer } from "../../../local/web/page-answer";
import { type Page, parseSelection } from "../../../warehouse/dashboards";
import { LOG_PAGE } from "../../../warehouse/dashboards/log-page";
import { TICKET_PAGE } from "../../../warehouse/dashboards/ticket-page";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";

describe("answer to a page", () => {
  let warehouse: MemoryWarehouse;
  const ask = (page: Page, address = ""): Promise<PageAnswer> =>
    answerPage(
      warehouse,
      page,
      parseSelection(page, new URLSearchParams(address)),
      7,
      new AbortController().signal,
    );

  beforeEach(async () => {
    warehouse = await openMemoryWarehouse();
  });

  afterEach(() => warehouse.close());

  it("an empty warehouse gives no data everywhere, and no zero that nobody counted", async () => {
    const answer = await ask(TICKET_PAGE);

    expect(answer).to.deep.equal({
      page: "support-tickets",
      version: 7,
      rowCount: 0,
      bounds: null,
      from: null,
      to: null,
      choices: { agent: [], priority: [], channel: [], issue_category: [] },
      cards: {
        tickets: null,
        resolved: null,
        open: null,
        escalated: null,
        agents: null,
        average_interactions: null,
      },
      visuals: {
        "created-and-resolved": { grain: "day", rows: [] },
        "channel-by-status": { grain: null, rows: [] },
        "tickets-by-agent": { grain: null, rows: [] },
        "resolution-by-category": { grain: null, rows: [] },
        "resolution-by-priority": { grain: null, rows: [] },
      },
      freshness: { newestRowAt: null, lastLoadedAt: null, rejected: 0 },
    });
  });

  it("a selection that matches nothing says no data, while its filters keep their choices", async () => {
    await warehouse.addTickets({ agent: "Sneha", channel: "Chat", priority: "High" });

    const answer = await ask(TICKET_PAGE, "agent=Nobody");

    expect(answer.cards.tickets).to.equal(null);
    expect(answer.choices).to.deep.equal({
      agent: ["Sneha"],
      priority: ["High"],
      channel: ["Chat"],
      issue_category: ["Login"],
    });
  });

  it("a status that no chosen ticket has counts 0", async () => {
    await warehouse.addTickets({ status: "Open" });

    const { cards } = await ask(TICKET_PAGE);

    expect([cards.tickets, cards.open, cards.resolved]).to.deep.equal([1, 1, 0]);
  });

  it("a preset reaches back from the newest day with data", async () => {
    await warehouse.addTickets(
      { created_at: "2025-07-20 00:00:00" },
      { created_at: "2025-07-14 00:00:00" },
      { created_at: "2025-07-13 23:59:00" },
    );

    const { from, to, rowCount } = await ask(TICKET_PAGE, "range=7d");

    expect({ from, to, rowCount }).to.deep.equal({ from: "2025-07-14", to: "2025-07-20", rowCount: 2 });
  });

  it("days without tickets count 0; after the newest ticket nothing is known of the created ones", async () => {
    await warehouse.addTickets(
      { created_at: "2025-07-01 09:00:00", status: "Resolved", resolved_at: "2025-07-04 09:00:00" },
      { created_at: "2025-07-03 09:00:00" },
    );

    const { visuals } = await ask(TICKET_PAGE);

    expect(visuals["created-and-resolved"]?.rows.map(({ key, values }) => [key, ...values])).to.deep.equal([
      ["2025-07-01", 1, 0],
      ["2025-07-02", 0, 0],
      ["2025-07-03", 1, 0],
      ["2025-07-04", null, 1],
    ]);
  });

  it("one or two days of logs are shown by the hour, with holes where nothing was logged", async () => {
    await warehouse.addLogEntries(
      { logged_at: "2025-07-01 22:10:00", cpu_percent: 10 },
      { logged_at: "2025-07-02 00:10:00", cpu_percent: 30 },
    );

    const { visuals } = await ask(LOG_PAGE);

    expect(visuals.cpu).to.deep.equal({
      grain: "hour",
      rows: [
        { key: "2025-07-01 22:00:00", series: null, values: [10] },
        { key: "2025-07-01 23:00:00", series: null, values: [null] },
        { key: "2025-07-02 00:00:00", series: null, values: [30] },
      ],
    });
  });

  it("three days of logs are shown by the day", async () => {
    await warehouse.addLogEntries({ logged_at: "2025-07-01 22:10:00" }, { logged_at: "2025-07-03 00:10:00" });

    const { visuals } = await ask(LOG_PAGE);

    expect(visuals.cpu?.grain).to.equal("day");
    expect(visuals.cpu?.rows.map(({ key }) => key)).to.deep.equal(["2025-07-01", "2025-07-02", "2025-07-03"]);
  });

  it("agents come by number of tickets, priorities and levels in the order people expect", async () => {
    await warehouse.addTickets(
      { agent: "Arjun", priority: "Low" },
      { agent: "Sneha", priority: "High" },
      { agent: "Sneha", priority: "Medium" },
    );
    await warehouse.addLogEntries({ level: "DEBUG" }, { level: "ERROR" }, { level: "DEBUG" });

    const tickets = await ask(TICKET_PAGE);
    const logs = await ask(LOG_PAGE);

    expect(tickets.visuals["tickets-by-agent"]?.rows.map(({ key }) => key)).to.deep.equal(["Sneha", "Arjun"]);
    expect(tickets.choices.priority).to.deep.equal(["High", "Medium", "Low"]);
    expect(logs.visuals["logs-by-level"]?.rows.map(({ key }) => key)).to.deep.equal(["ERROR", "DEBUG"]);
  });

  it("freshness tells the newest row, the last load and all rejected records of the dataset", async () => {
    await warehouse.addTickets({ created_at: "2025-07-03 09:00:00" });
    await warehouse.addLoad({ dataset: "tickets", loaded_at: "2025-07-03 10:00:00", rejected: 3 });
    await warehouse.addLoad({ dataset: "tickets", loaded_at: "2025-07-03 11:00:00", rejected: 4 });
    await warehouse.addLoad({ dataset: "logs", loaded_at: "2025-07-03 12:00:00", rejected: 50 });

    const { freshness } = await ask(TICKET_PAGE, "agent=Nobody");

    expect(freshness).to.deep.equal({
      newestRowAt: "2025-07-03T09:00:00.000Z",
      lastLoadedAt: "2025-07-03T11:00:00.000Z",
      rejected: 7,
    });
  });

  it("no further query runs once nobody waits", async () => {
    const left = new AbortController();
    let queries = 0;
    const reader = {
      query: (sql: string, params?: readonly (string | number | boolean | null)[]) => {
        queries += 1;
        if (queries === 2) left.abort();
        return warehouse.query(sql, params);
      },
    };
    const selection = parseSelection(TICKET_PAGE, new URLSearchParams());

    const outcome = await answerPage(reader, TICKET_PAGE, selection, 0, left.signal).catch(
      (error) => error.name,
    );

    expect(outcome).to.equal("AbortError");
    expect(queries).to.equal(2);
  });
});
