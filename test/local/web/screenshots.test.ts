import { mkdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { type Dashboard, startDashboard } from "../../../local/web/server";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";
import { openPage } from "./browser-page";
import { launchChromium } from "./chromium";
import { addSampleData } from "./sample-data";

/** Pictures for the documentation; a plain test run draws them too, but leaves the tree as it is. */
const FOLDER = process.env.CAREPLUS_SCREENSHOTS
  ? join(__dirname, "../../../docs/images")
  : join(tmpdir(), `careplus-screenshots-${process.pid}`);

describe("screenshots", () => {
  let warehouse: MemoryWarehouse;
  let dashboard: Dashboard;
  let browser: Browser;

  before(async () => {
    warehouse = await openMemoryWarehouse();
    await addSampleData(warehouse, { tickets: 6200, logEntries: 24_000 });
    dashboard = await startDashboard({ reader: warehouse });
    browser = await launchChromium();
    await mkdir(FOLDER, { recursive: true });
  });

  after(async () => {
    await browser.close();
    await dashboard.close();
    warehouse.close();
  });

  for (const path of ["support-tickets", "support-logs"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`${path} is drawn in ${colorScheme}`, async () => {
        const { page, complaints, close } = await openPage(browser, dashboard.url + path, {
          colorScheme,
          reducedMotion: "reduce",
        });
        const file = join(FOLDER, `${path}-${colorScheme}.png`);

        await page.waitForSelector('[data-live="live"]');
        await page.screenshot({ path: file, fullPage: true });
        await close();

        expect((await stat(file)).size).to.be.greaterThan(20_000);
        expect(complaints).to.deep.equal([]);
      });
    }
  }
});
