import { mkdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import type { Dashboard } from "../../../local/web/server";
import { openPage } from "./browser-page";
import { addSampleData } from "./sample-data";
import { allShareDashboard } from "./shared-dashboard";

/** Pictures for the documentation; a plain test run draws them too, but leaves the tree as it is. */
const FOLDER = process.env.CAREPLUS_SCREENSHOTS
  ? join(__dirname, "../../../docs/images")
  : join(tmpdir(), `careplus-screenshots-${process.pid}`);

describe("screenshots", () => {
  let dashboard: Dashboard;
  let browser: Browser;

  allShareDashboard(
    (empty) => addSampleData(empty, { tickets: 6200, logEntries: 24_000 }),
    (made) => {
      ({ dashboard, browser } = made);
    },
  );
  before(() => mkdir(FOLDER, { recursive: true }));

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
