import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import type { Dashboard } from "../../../local/web/server";
import { PAGES } from "../../../warehouse/dashboards";
import { openPage } from "./browser-page";
import { allShareDashboard } from "./shared-dashboard";

const HEADS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "support-tickets": {
    "created-and-resolved.csv": "Day (UTC),Created,Resolved",
    "channel-by-status.csv": "Channel,Resolved,Resolved %,Open,Open %,Escalated,Escalated %",
    "tickets-by-agent.csv": "Agent,Tickets",
    "resolution-by-category.csv": "Issue category,Median,Mean,90th percentile",
    "resolution-by-priority.csv": "Priority,Median,Mean,90th percentile",
  },
  "support-logs": {
    "response-time.csv": "Day (UTC),Average response time,p95 response time",
    "cpu.csv": "Day (UTC),Average CPU",
    "response-time-ranges.csv": "Response time,Log entries,Tickets logged",
    "logs-by-level.csv": "Level,Log entries",
    "logs-by-user-agent.csv": "User agent,Log entries",
  },
};

describe("a chart's table as a file", () => {
  let dashboard: Dashboard;
  let browser: Browser;

  allShareDashboard(
    async (empty) => {
      const resolved = { status: "Resolved", resolved_at: "2025-07-01 10:00:00", resolution_minutes: 60 };
      await empty.addTickets(
        { issue_category: "=1+2", ...resolved },
        { issue_category: "=1+2", ...resolved, resolution_minutes: 61 },
        { issue_category: 'Say "hi", twice', ...resolved },
        { issue_category: "Open only" },
      );
      await empty.addLogEntries({ logged_at: "2025-07-01 10:00:00" }, { logged_at: "2025-07-04 10:00:00" });
    },
    (made) => {
      ({ dashboard, browser } = made);
    },
  );

  it("holds exact numbers, quoted as CSV asks, and no formula", async () => {
    const { page, complaints, close } = await openPage(
      browser,
      new URL("support-tickets", dashboard.url).href,
    );
    const figure = page.locator('[data-visual="resolution-by-category"]');
    await figure.locator("summary").click();

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      figure.locator("[data-save]").click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    await close();

    expect(download.suggestedFilename()).to.equal("resolution-by-category.csv");
    // Half way between 60 and 61; nine tenths of the way; largest median first.
    expect(text).to.equal(
      [
        "Issue category,Median,Mean,90th percentile",
        "'=1+2,60.5,60.5,60.9",
        '"Say ""hi"", twice",60,60,60',
        "",
      ].join("\r\n"),
    );
    expect(complaints).to.deep.equal([]);
  });

  for (const { id: path, visuals } of PAGES) {
    it(`is offered for each chart of ${path}, under the chart's name and with its columns`, async () => {
      const { page, close } = await openPage(browser, new URL(path, dashboard.url).href);
      const heads: Record<string, string> = {};

      for (const { id } of visuals) {
        const figure = page.locator(`[data-visual="${id}"]`);
        await figure.locator("summary").click();
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          figure.locator("[data-save]").click(),
        ]);
        const [head = ""] = (await readFile(await download.path(), "utf8")).split("\r\n");
        heads[download.suggestedFilename()] = head;
      }
      await close();

      expect(heads).to.deep.equal(HEADS[path]);
    });
  }
});
