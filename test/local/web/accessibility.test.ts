import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Browser, BrowserContextOptions } from "playwright-core";
import type { Dashboard } from "../../../local/web/server";
import { CHART_SURFACES } from "../../../warehouse/dashboards";
import { type BrowserPage, openPage } from "./browser-page";
import { addSampleData } from "./sample-data";
import { allShareDashboard } from "./shared-dashboard";

const PAGES = ["support-tickets", "support-logs", "rejected-records"];

interface AxeResult {
  readonly violations: readonly { id: string; impact: string | null; nodes: readonly { html: string }[] }[];
}

describe("accessibility", () => {
  let dashboard: Dashboard;
  let browser: Browser;
  let axe: string;
  let opened: BrowserPage[] = [];

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<BrowserPage> => {
    const page = await openPage(browser, dashboard.url + path, options);
    opened.push(page);
    return page;
  };

  allShareDashboard(
    (empty) => addSampleData(empty, { tickets: 500, logEntries: 1000 }),
    (made) => {
      ({ dashboard, browser } = made);
    },
  );
  before(async () => {
    axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
  });

  afterEach(async () => {
    for (const page of opened) await page.close();
    opened = [];
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const path of PAGES) {
      it(`axe finds nothing wrong with ${path} in ${colorScheme}`, async () => {
        // At rest: numbers that are asked for are dimmed, where motion is not reduced.
        const { page } = await open(path, { colorScheme, reducedMotion: "reduce" });
        await page.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
        });

        // Evaluated by the debugger, which the page's policy against foreign scripts does not bind.
        await page.evaluate(axe);
        const result = (await page.evaluate("axe.run()")) as AxeResult;
        const violations = result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

        expect(violations).to.deep.equal([]);
      });
    }
  }

  for (const path of PAGES) {
    it(`${path} fits a screen 360 pixels wide`, async () => {
      const { page, complaints } = await open(path, {
        viewport: { width: 360, height: 740 },
      });

      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

      expect(excess).to.be.at.most(0);
      expect(complaints).to.deep.equal([]);
    });
  }

  it("the keyboard reaches the numbers, opens a filter, chooses in it and leaves it", async () => {
    const { page } = await open("support-tickets");

    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await page.focus('[data-choice="priority"] summary');
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.waitForURL("**?priority=High");
    await page.keyboard.press("Escape");
    const isOpen = await page.locator('[data-choice="priority"]').getAttribute("open");
    const focused = await page.evaluate(() => document.activeElement?.tagName);

    expect(first).to.equal("Skip to the numbers");
    expect([isOpen, focused]).to.deep.equal([null, "SUMMARY"]);
  });

  it("the theme that was chosen outlives the page, and overrides the system's", async () => {
    const { page } = await open("support-tickets", {
      colorScheme: "light",
    });

    await page.getByRole("button", { name: "Dark theme" }).click();
    await page.reload();
    const background = await page.evaluate(
      () => getComputedStyle(document.body.parentElement as HTMLElement).colorScheme,
    );

    expect(background).to.equal("dark");
  });

  it("charts stand on the surfaces that their palette was checked against", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await open("support-logs", { colorScheme });
      const surface = await page.evaluate(
        () => getComputedStyle(document.querySelector(".visual") as Element).backgroundColor,
      );

      const parts = [1, 3, 5].map((at) => Number.parseInt(CHART_SURFACES[colorScheme].slice(at, at + 2), 16));
      expect(surface).to.equal(`rgb(${parts.join(", ")})`);
    }
  });
});
