import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { type Dashboard, type DashboardOptions, startDashboard } from "../../../local/web/server";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";
import { type BrowserPage, cardValue, openPage, settled, untilCard } from "./browser-page";
import { launchChromium } from "./chromium";

describe("an open page", () => {
  let warehouse: MemoryWarehouse;
  let dashboard: Dashboard | undefined;
  let browser: Browser;
  let opened: BrowserPage;

  before(async () => {
    browser = await launchChromium();
  });

  after(() => browser.close());

  beforeEach(async () => {
    warehouse = await openMemoryWarehouse();
    await warehouse.addTickets({ agent: "Sneha" }, { agent: "Arjun" });
  });

  afterEach(async () => {
    await opened.close();
    await dashboard?.close();
    warehouse.close();
  });

  const open = async (path: string, changes?: DashboardOptions["changes"]): Promise<Page> => {
    dashboard = await startDashboard({ reader: warehouse, ...(changes ? { changes } : {}) });
    opened = await openPage(browser, new URL(path, dashboard.url).href);
    await opened.page.waitForSelector('[data-live="live"]');
    return opened.page;
  };

  it("shows what another process loaded", async () => {
    const page = await open("support-tickets");
    const before = await cardValue(page, "tickets");
    const begun = Date.now();

    await warehouse.addTickets({ agent: "Priya", status: "Escalated" });
    await warehouse.addLoad({ dataset: "tickets", loaded_at: new Date().toISOString(), rejected: 2 });
    await untilCard(page, "tickets", 3);

    console.log(`        load to page: ${Date.now() - begun} ms (meant: 2,000 at most)`);
    expect(before).to.equal(2);
    expect(await cardValue(page, "escalated")).to.equal(1);
    expect(await page.textContent('[data-freshness="rejected"]')).to.equal("2");
    expect(opened.complaints).to.deep.equal([]);
  });

  it("keeps filters, open menus, open tables and focus through a load in the same process", async () => {
    let tell = (): void => {};
    const page = await open("support-tickets?agent=Sneha", (listener) => {
      tell = listener;
      return () => {};
    });
    await page.click('[data-visual="tickets-by-agent"] summary');
    await page.click('[data-choice="agent"] summary');
    await page.getByRole("checkbox", { name: "Arjun" }).focus();

    await warehouse.addTickets({ agent: "Sneha" }, { agent: "Zoya" });
    tell();
    await untilCard(page, "tickets", 2);

    expect(new URL(page.url()).search).to.equal("?agent=Sneha");
    expect(await page.locator('[data-choice="agent"]').getAttribute("open")).not.to.equal(null);
    expect(await page.locator('[data-visual="tickets-by-agent"] details').getAttribute("open")).not.to.equal(
      null,
    );
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).to.equal("Arjun");
    expect(await page.getByRole("checkbox", { name: "Zoya" }).count()).to.equal(1);
  });

  it("says what went wrong above the last numbers, and recovers when asked to try again", async () => {
    const page = await open("support-tickets");

    await warehouse.query("alter view rpt.loads rename to loads_gone");
    await page.getByText("1 day").click();
    await page.waitForSelector("[data-notice]:visible");
    const kept = await cardValue(page, "tickets");
    await warehouse.query("alter view rpt.loads_gone rename to loads");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("[data-notice]", { state: "hidden" });

    expect(kept).to.equal(2);
    expect(await cardValue(page, "tickets")).to.equal(2);
  });

  it("that was opened before anything was loaded fills itself with the first load", async () => {
    let tell = (): void => {};
    await warehouse.query("alter view rpt.loads rename to loads_gone");
    const page = await open("support-tickets", (listener) => {
      tell = listener;
      return () => {};
    });
    const notices = await page.locator("[data-notice]:visible").count();

    await warehouse.query("alter view rpt.loads_gone rename to loads");
    tell();
    await untilCard(page, "tickets", 2);
    await page.waitForSelector("[data-notice]", { state: "hidden" });

    expect(notices).to.equal(1);
  });

  it("explains an address that it cannot read in one sentence", async () => {
    const page = await open("support-tickets?from=yesterday");

    const notice = await page.textContent("[data-notice] span");

    expect(notice).to.equal("from must be a date like 2025-07-01");
  });

  it("says when the server is gone, and comes back with it", async () => {
    const page = await open("support-tickets");
    const port = Number(new URL(page.url()).port);

    await dashboard?.close();
    await page.waitForSelector('[data-live="lost"]');
    await warehouse.addTickets({ agent: "Priya" });
    dashboard = await startDashboard({ reader: warehouse, port });
    await untilCard(page, "tickets", 3);
    await settled(page);

    expect(await page.textContent("[data-live]")).to.equal("Live");
  });
});
