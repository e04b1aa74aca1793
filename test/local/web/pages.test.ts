import { expect } from "chai";
import type { Browser } from "playwright-core";
import type { Row } from "../../../local/warehouse/reader";
import type { Dashboard } from "../../../local/web/server";
import type { MemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";
import {
  type BrowserPage,
  cardValue,
  openPage,
  settled,
  tableRows,
  untilCard,
  untilRows,
} from "./browser-page";
import { addSampleData } from "./sample-data";
import { allShareDashboard } from "./shared-dashboard";

/** Numbers of the page against SQL written independently of the definitions. */
describe("dashboard pages in a browser", () => {
  let warehouse: MemoryWarehouse;
  let dashboard: Dashboard;
  let browser: Browser;
  let opened: BrowserPage;

  allShareDashboard(
    (empty) => addSampleData(empty, { tickets: 3000, logEntries: 8000 }),
    (made) => {
      ({ warehouse, dashboard, browser } = made);
    },
  );

  const open = async (path: string): Promise<BrowserPage> => {
    opened = await openPage(browser, new URL(path, dashboard.url).href);
    return opened;
  };

  afterEach(async () => {
    await opened.close();
    expect(opened.complaints).to.deep.equal([]);
  });

  const one = async (sql: string): Promise<Row> => (await warehouse.query(sql))[0] ?? {};
  const all = async (sql: string): Promise<unknown[][]> =>
    (await warehouse.query(sql)).map((row) => Object.values(row));

  it("the cards of the tickets equal SQL", async () => {
    const truth = await one(`select count(*) as tickets, count(*) filter (status = 'Resolved') as resolved,
      count(*) filter (status = 'Open') as open, count(*) filter (status = 'Escalated') as escalated,
      count(distinct agent) as agents, avg(num_interactions) as average_interactions from rpt.tickets`);

    const { page } = await open("support-tickets");

    for (const [id, value] of Object.entries(truth)) expect(await cardValue(page, id), id).to.equal(value);
  });

  it("the tables of the tickets equal SQL", async () => {
    const agents = await all(
      "select agent, count(*) as n from rpt.tickets group by 1 order by n desc, agent",
    );
    const categories =
      await all(`select issue_category, median(resolution_minutes) as m, avg(resolution_minutes),
      quantile_cont(resolution_minutes, 0.9) from rpt.tickets where resolved_at is not null
      group by 1 order by m desc, 1`);
    const created = await all("select count(*) from rpt.tickets where created_at::date = '2025-07-05'");
    const resolved = await all(
      "select count(*) from rpt.tickets where status = 'Resolved' and resolved_at::date = '2025-07-05'",
    );

    const { page } = await open("support-tickets");

    expect(await tableRows(page, "tickets-by-agent")).to.deep.equal(agents);
    expect(await tableRows(page, "resolution-by-category")).to.deep.equal(categories);
    expect(await tableRows(page, "created-and-resolved")).to.deep.include([
      "2025-07-05",
      created[0]?.[0],
      resolved[0]?.[0],
    ]);
  });

  it("the shares of each channel sum to 100 %, and their counts to its tickets", async () => {
    const truth = await all("select channel, count(*) from rpt.tickets group by 1 order by 1");

    const { page } = await open("support-tickets");
    const rows = (await tableRows(page, "channel-by-status")) as [string, ...number[]][];

    const counts = rows.map(([channel, resolved, , open, , escalated]) => [
      channel,
      (resolved ?? 0) + (open ?? 0) + (escalated ?? 0),
    ]);
    expect(counts).to.deep.equal(truth);
    for (const [, , a = 0, , b = 0, , c = 0] of rows) expect(Math.round(10 * (a + b + c))).to.equal(1000);
  });

  it("the cards of the logs equal SQL", async () => {
    const truth = await one(`select count(*) as log_entries, count(distinct ticket_id) as tickets_logged,
      avg(response_time_ms) as average_response_time_ms,
      quantile_cont(response_time_ms, 0.95) as p95_response_time_ms from rpt.log_entries`);
    const cpu = await one("select avg(cpu_percent) as value from rpt.log_entries");
    const errors = await one("select count(*) filter (is_error) / count(*) as value from rpt.log_entries");

    const { page } = await open("support-logs");

    for (const [id, value] of Object.entries(truth)) expect(await cardValue(page, id), id).to.equal(value);
    expect(await cardValue(page, "average_cpu_percent")).to.be.closeTo(Number(cpu.value), 1e-9);
    expect(await cardValue(page, "error_share")).to.be.closeTo(Number(errors.value), 1e-12);
  });

  it("the tables of the logs equal SQL", async () => {
    const agents = await all(
      "select user_agent, count(*) as n from rpt.log_entries group by 1 order by n desc, 1",
    );
    const ranges =
      await all(`select least(response_time_ms // 500, 3) as step, count(*), count(distinct ticket_id)
      from rpt.log_entries group by 1 order by 1`);

    const { page } = await open("support-logs");

    expect(await tableRows(page, "logs-by-user-agent")).to.deep.equal(agents);
    expect(await tableRows(page, "response-time-ranges")).to.deep.equal(
      ranges.map(([step, ...counts]) => [
        ["0–499 ms", "500–999 ms", "1000–1499 ms", "1500+ ms"][Number(step)],
        ...counts,
      ]),
    );
  });

  it("choosing two agents counts their tickets, and is kept in the address", async () => {
    const truth = await one("select count(*) as n from rpt.tickets where agent in ('Sneha', 'Priya')");
    const { page } = await open("support-tickets");

    await page.click('[data-choice="agent"] summary');
    await page.getByRole("checkbox", { name: "Sneha" }).check();
    await page.getByRole("checkbox", { name: "Priya" }).check();
    await untilCard(page, "tickets", Number(truth.n));

    expect(new URL(page.url()).searchParams.getAll("agent")).to.have.members(["Sneha", "Priya"]);
    expect(await page.textContent('[data-choice="agent"] [data-choice-state]')).to.equal("2 chosen");
  });

  it("an address with filters shows their numbers, and going back takes them off", async () => {
    const chosen = await one(`select count(*) as n from rpt.tickets
      where priority = 'High' and channel = 'Chat' and created_date between '2025-07-03' and '2025-07-09'`);
    const { page } = await open("support-tickets");
    const before = await cardValue(page, "tickets");

    await page.goto(
      `${dashboard.url}support-tickets?from=2025-07-03&to=2025-07-09&priority=High&channel=Chat`,
    );
    await settled(page);
    const within = await cardValue(page, "tickets");
    await page.goBack();
    await settled(page);

    expect(within).to.equal(chosen.n);
    expect(await cardValue(page, "tickets")).to.equal(before);
  });

  for (const [name, id, first] of [
    ["30 days", "30d", "2025-07-02"],
    ["7 days", "7d", "2025-07-25"],
    ["1 day", "1d", "2025-07-31"],
  ] as const) {
    it(`the preset of ${name} shows that many newest days and says which`, async () => {
      const truth = await one(`select count(*) as n from rpt.tickets where created_date >= '${first}'`);
      const { page } = await open("support-tickets");

      await page.getByText(name, { exact: true }).click();
      await untilCard(page, "tickets", Number(truth.n));

      expect(await page.inputValue("[name=from]")).to.equal(first);
      expect(await page.inputValue("[name=to]")).to.equal("2025-07-31");
      expect(new URL(page.url()).search).to.equal(`?range=${id}`);
    });
  }

  it("two dates that are typed choose the days from one to the other", async () => {
    const truth = await one(`select count(*) as n from rpt.tickets
      where created_date between '2025-07-03' and '2025-07-09'`);
    const { page } = await open("support-tickets");

    await page.fill("[name=from]", "2025-07-03");
    await page.fill("[name=to]", "2025-07-09");
    await untilCard(page, "tickets", Number(truth.n));

    expect(new URL(page.url()).search).to.equal("?from=2025-07-03&to=2025-07-09");
  });

  it("a first day that is typed after the last one counts alone", async () => {
    const truth = await one("select count(*) as n from rpt.tickets where created_date = '2025-07-12'");
    const { page } = await open("support-tickets?from=2025-07-03&to=2025-07-09");

    await page.fill("[name=from]", "2025-07-12");
    await untilCard(page, "tickets", Number(truth.n));

    expect(await page.inputValue("[name=to]")).to.equal("2025-07-12");
    expect(new URL(page.url()).search).to.equal("?from=2025-07-12&to=2025-07-12");
  });

  it("leaving escalated tickets out changes resolution times and nothing else", async () => {
    const truth = await all(`select priority, median(resolution_minutes), avg(resolution_minutes),
      quantile_cont(resolution_minutes, 0.9) from rpt.tickets where status = 'Resolved'
      group by 1 order by priority = 'Low', priority = 'Medium'`);
    const { page } = await open("support-tickets");
    const tickets = await cardValue(page, "tickets");

    await page.getByRole("switch", { name: "Include escalated" }).uncheck();
    await page.waitForURL("**?escalated=no");
    await untilRows(page, "resolution-by-priority", truth);

    expect(await tableRows(page, "resolution-by-priority")).to.deep.equal(truth);
    expect(await cardValue(page, "tickets")).to.equal(tickets);
  });

  it("each filter of the logs acts", async () => {
    const truth = await one(`select count(*) as n from rpt.log_entries
      where level = 'ERROR' and user_agent = 'curl/8.4.0' and log_date = '2025-07-31'`);

    const { page } = await open("support-logs?range=1d&level=ERROR&user_agent=curl%2F8.4.0");

    expect(await cardValue(page, "log_entries")).to.equal(truth.n);
  });

  it("says that it is loading until the numbers are there, and keeps the old ones while new ones are computed", async () => {
    const { page } = await open("support-tickets");
    const before = await cardValue(page, "tickets");
    const answer = Promise.withResolvers<void>();
    await page.route("**/api/pages/**", async (route) => {
      await answer.promise;
      await route.continue();
    });

    await page.getByText("7 days").click();
    await page.waitForSelector('[data-numbers][aria-busy="true"]');
    const whileLoading = await cardValue(page, "tickets");
    answer.resolve();
    await settled(page);

    expect(whileLoading).to.equal(before);
    expect(await cardValue(page, "tickets")).to.be.lessThan(Number(before));
  });

  it("a selection without tickets says no data everywhere", async () => {
    const { page } = await open("support-tickets?agent=Nobody");

    expect(await cardValue(page, "tickets")).to.equal(null);
    expect(await cardValue(page, "average_interactions")).to.equal(null);
    expect(await page.locator("[data-no-data]:visible").count()).to.equal(5);
    expect(await page.textContent("main")).not.to.match(/NaN|undefined|null/);
  });

  /** Clicks at a share of a chart's width and height. */
  const clickChart = async (
    page: BrowserPage["page"],
    visual: string,
    x: number,
    y: number,
  ): Promise<void> => {
    const chart = page.locator(`[data-visual="${visual}"] canvas`);
    const { width = 0, height = 0 } = (await chart.boundingBox()) ?? {};
    await chart.click({ position: { x: width * x, y: height * y } });
  };

  for (const [path, visual, x, y, filter] of [
    ["support-tickets", "channel-by-status", 0.35, 0.26, "channel"],
    ["support-tickets", "tickets-by-agent", 0.3, 0.1, "agent"],
    ["support-tickets", "resolution-by-category", 0.45, 0.12, "issue_category"],
    ["support-tickets", "resolution-by-priority", 0.3, 0.27, "priority"],
    ["support-logs", "response-time-ranges", 0.18, 0.75, "response_time_range"],
    ["support-logs", "logs-by-level", 0.2, 0.85, "level"],
    ["support-logs", "logs-by-user-agent", 0.45, 0.1, "user_agent"],
  ] as const) {
    it(`a click on the first bar of ${visual} shows the whole page for what it stands for`, async () => {
      const { page } = await open(path);
      const first = (await tableRows(page, visual))[0]?.[0];

      await clickChart(page, visual, x, y);
      await page.waitForURL(`**?${filter}=*`);

      expect([...new URL(page.url()).searchParams]).to.deep.equal([[filter, first]]);
      expect(await page.textContent(`[data-choice="${filter}"] [data-choice-state]`)).to.equal(first);
    });
  }

  it("a second click on the bar lets it go", async () => {
    const { page } = await open("support-tickets?agent=Sneha");

    await clickChart(page, "tickets-by-agent", 0.3, 0.4);
    await page.waitForURL("**/support-tickets");

    expect(await page.textContent('[data-choice="agent"] [data-choice-state]')).to.equal("All");
  });

  it("the address with its filters is copied as a link, which shows the same numbers to whoever opens it", async () => {
    const { page } = await open("support-tickets?range=7d&channel=Chat&channel=Email");
    const shown = await cardValue(page, "tickets");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);

    await page.getByRole("button", { name: "Copy link" }).click();
    await page.waitForSelector('[data-copied]:text("Link copied")');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await openPage(browser, link);

    expect(await cardValue(other.page, "tickets")).to.equal(shown);
    await other.close();
  });

  it("the rejected count leads to the reasons, and raw records stay text", async () => {
    const { page } = await open("support-tickets");

    await page.click('[data-freshness="rejected"]');
    await settled(page);

    expect(new URL(page.url()).pathname).to.equal("/rejected-records");
    expect(await page.locator("[data-reasons] tbody tr").count()).to.equal(5);
    expect(await page.locator("[data-sample] pre").first().textContent()).to.include(
      '"agent":"<b>Sneha</b>"',
    );
    expect(await page.textContent("body")).to.include("UTC");
  });
});
