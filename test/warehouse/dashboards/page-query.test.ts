import { expect } from "chai";
import type { Row } from "../../../local/warehouse/reader";
import {
  boundsQuery,
  type CategoryVisual,
  cardsQuery,
  categoryQuery,
  choicesQuery,
  defaultSelection,
  type Page,
  type Query,
  type TimeVisual,
  timeQuery,
} from "../../../warehouse/dashboards";
import { LOG_PAGE } from "../../../warehouse/dashboards/log-page";
import { TICKET_PAGE } from "../../../warehouse/dashboards/ticket-page";
import { type Cells, type MemoryWarehouse, openMemoryWarehouse } from "./memory-warehouse";

const EVER = { from: undefined, to: undefined };
const FIRST_OF_JULY = { from: "2025-07-01", to: "2025-07-01" };

const category = (page: Page, id: string): CategoryVisual =>
  page.visuals.find((visual) => visual.id === id) as CategoryVisual;
const line = (page: Page, id: string): TimeVisual =>
  page.visuals.find((visual) => visual.id === id) as TimeVisual;

describe("page query", () => {
  let warehouse: MemoryWarehouse;
  const run = ({ sql, params }: Query): Promise<Row[]> => warehouse.query(sql, params);

  beforeEach(async () => {
    warehouse = await openMemoryWarehouse();
  });

  afterEach(() => warehouse.close());

  it("values of filters travel as parameters, each once, and never as text", () => {
    const selection = {
      ...defaultSelection(TICKET_PAGE),
      choices: { agent: ["'; drop table rpt.tickets; --", "Sneha"], channel: ["Sneha"] },
    };

    const query = categoryQuery(
      TICKET_PAGE,
      category(TICKET_PAGE, "tickets-by-agent"),
      selection,
      FIRST_OF_JULY,
    );

    expect(query).to.deep.equal({
      sql: `select
  agent as key,
  count(*) as tickets
from rpt.tickets
where created_date >= cast($1 as date)
  and created_date <= cast($1 as date)
  and agent in ($2, $3)
  and channel in ($3)
group by 1
order by 1`,
      params: ["2025-07-01", "'; drop table rpt.tickets; --", "Sneha"],
    });
  });

  it("a switch that is off adds its condition to its visuals only", () => {
    const selection = { ...defaultSelection(TICKET_PAGE), switches: { escalated: false } };

    const times = categoryQuery(
      TICKET_PAGE,
      category(TICKET_PAGE, "resolution-by-priority"),
      selection,
      EVER,
    );
    const agents = categoryQuery(TICKET_PAGE, category(TICKET_PAGE, "tickets-by-agent"), selection, EVER);

    expect(times.sql).to.include("where resolved_at is not null\n  and status <> 'Escalated'");
    expect(agents.sql).not.to.include("Escalated");
  });

  it("the days with data are the oldest and the newest, and NULL in an empty warehouse", async () => {
    const empty = await run(boundsQuery(TICKET_PAGE));
    await warehouse.addTickets({ created_at: "2025-07-09 00:00:00" }, { created_at: "2025-06-30 23:59:59" });

    const filled = await run(boundsQuery(TICKET_PAGE));

    expect(empty).to.deep.equal([{ first_date: null, last_date: null }]);
    expect(filled).to.deep.equal([{ first_date: "2025-06-30", last_date: "2025-07-09" }]);
  });

  it("choices are the distinct values of each filter", async () => {
    await warehouse.addLogEntries(
      { level: "INFO" },
      { level: "ERROR" },
      { level: "INFO", user_agent: "wget" },
    );

    const rows = await run(choicesQuery(LOG_PAGE));

    expect(rows).to.have.deep.members([
      { filter: "level", value: "INFO" },
      { filter: "level", value: "ERROR" },
      { filter: "user_agent", value: "curl/8.0" },
      { filter: "user_agent", value: "wget" },
      { filter: "response_time_range", value: "0–499 ms" },
    ]);
  });

  it("cards of tickets count each status, agents, and the mean of interactions", async () => {
    await warehouse.addTickets(
      { status: "Open", agent: "Sneha", num_interactions: 1 },
      { status: "Resolved", agent: "Sneha", num_interactions: 2, resolved_at: "2025-07-01 10:00:00" },
      { status: "Resolved", agent: "Arjun", num_interactions: 6, resolved_at: "2025-07-01 10:00:00" },
      { status: "Escalated", agent: "Priya", num_interactions: 2 },
    );

    const rows = await run(cardsQuery(TICKET_PAGE, defaultSelection(TICKET_PAGE), EVER));

    expect(rows).to.deep.equal([
      { row_count: 4, tickets: 4, resolved: 2, open: 1, escalated: 1, agents: 3, average_interactions: 2.75 },
    ]);
  });

  it("cards of logs count entries and tickets, and give means, the 95th percentile and the error share", async () => {
    await warehouse.addLogEntries(
      { ticket_id: "T1", cpu_percent: 10, response_time_ms: 0, is_error: true },
      { ticket_id: "T1", cpu_percent: 20, response_time_ms: 100 },
      { ticket_id: "T2", cpu_percent: 30, response_time_ms: 1000 },
      { ticket_id: null, cpu_percent: 60, response_time_ms: 1000 },
    );

    const rows = await run(cardsQuery(LOG_PAGE, defaultSelection(LOG_PAGE), EVER));

    expect(rows).to.deep.equal([
      {
        row_count: 4,
        log_entries: 4,
        tickets_logged: 2,
        average_cpu_percent: 30,
        average_response_time_ms: 525,
        p95_response_time_ms: 1000,
        error_share: 0.25,
      },
    ]);
  });

  it("resolution times are taken over tickets that carry a resolved_at, escalated ones included", async () => {
    const minutes = (resolution_minutes: number, status = "Resolved"): Cells => ({
      status,
      resolution_minutes,
      resolved_at: "2025-07-02 00:00:00",
      issue_category: "Login",
    });
    await warehouse.addTickets(minutes(10), minutes(20), minutes(60, "Escalated"), {
      issue_category: "Login",
    });
    const visual = category(TICKET_PAGE, "resolution-by-category");
    const withoutEscalated = { ...defaultSelection(TICKET_PAGE), switches: { escalated: false } };

    const all = await run(categoryQuery(TICKET_PAGE, visual, defaultSelection(TICKET_PAGE), EVER));
    const some = await run(categoryQuery(TICKET_PAGE, visual, withoutEscalated, EVER));

    expect(all).to.deep.equal([
      {
        key: "Login",
        median_resolution_minutes: 20,
        p90_resolution_minutes: 52,
        mean_resolution_minutes: 30,
      },
    ]);
    expect(some).to.deep.equal([
      {
        key: "Login",
        median_resolution_minutes: 15,
        p90_resolution_minutes: 19,
        mean_resolution_minutes: 15,
      },
    ]);
  });

  it("created and resolved are counted on their own days, escalated tickets are not resolved", async () => {
    await warehouse.addTickets(
      { created_at: "2025-07-01 23:00:00", status: "Resolved", resolved_at: "2025-07-02 01:00:00" },
      { created_at: "2025-07-01 08:00:00", status: "Escalated", resolved_at: "2025-07-03 01:00:00" },
      { created_at: "2025-06-30 08:00:00", status: "Resolved", resolved_at: "2025-07-01 01:00:00" },
    );
    const visual = line(TICKET_PAGE, "created-and-resolved");
    const july = { from: "2025-07-01", to: undefined };

    const rows = await run(timeQuery(TICKET_PAGE, visual, "day", defaultSelection(TICKET_PAGE), july));

    expect(rows).to.deep.equal([
      { key: "2025-07-01", created: 2, resolved: 1 },
      { key: "2025-07-02", created: null, resolved: 1 },
      { key: "2025-07-03", created: null, resolved: 0 },
    ]);
  });

  it("a line cut into hours has one row per hour with entries", async () => {
    await warehouse.addLogEntries(
      { logged_at: "2025-07-01 09:00:00", cpu_percent: 10 },
      { logged_at: "2025-07-01 09:59:59", cpu_percent: 20 },
      { logged_at: "2025-07-01 11:30:00", cpu_percent: 90 },
    );

    const rows = await run(
      timeQuery(LOG_PAGE, line(LOG_PAGE, "cpu"), "hour", defaultSelection(LOG_PAGE), EVER),
    );

    expect(rows).to.deep.equal([
      { key: "2025-07-01 09:00:00", average_cpu_percent: 15 },
      { key: "2025-07-01 11:00:00", average_cpu_percent: 90 },
    ]);
  });

  it("the ranges of response time begin at 500, 1000 and 1500 ms, and count each ticket once", async () => {
    const times = [0, 499, 500, 999, 1000, 1499, 1500, 90_000];
    await warehouse.addLogEntries(
      ...times.map((response_time_ms) => ({ response_time_ms, ticket_id: "T1" })),
    );
    const visual = category(LOG_PAGE, "response-time-ranges");

    const rows = await run(categoryQuery(LOG_PAGE, visual, defaultSelection(LOG_PAGE), EVER));

    expect(rows).to.have.deep.members([
      { key: "0–499 ms", log_entries: 2, tickets_logged: 1 },
      { key: "500–999 ms", log_entries: 2, tickets_logged: 1 },
      { key: "1000–1499 ms", log_entries: 2, tickets_logged: 1 },
      { key: "1500+ ms", log_entries: 2, tickets_logged: 1 },
    ]);
  });
});
