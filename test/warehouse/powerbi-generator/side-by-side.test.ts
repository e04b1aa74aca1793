import { mkdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { readSql } from "../../../local/warehouse/sql-files";
import type { Dashboard } from "../../../local/web/server";
import { PAGES } from "../../../warehouse/dashboards";
import type { DaxModel } from "../../dax/filter-context";
import { cardValue, openPage, tableRows } from "../../local/web/browser-page";
import { addSampleData } from "../../local/web/sample-data";
import { allShareDashboard } from "../../local/web/shared-dashboard";
import type { MemoryWarehouse } from "../dashboards/memory-warehouse";
import { DISCLAIMER, drawReportPage } from "./drawing/page-html";
import { type ReportVisual, readReportPage } from "./drawing/report-visual";
import { shownCards, shownRows } from "./drawing/visual-numbers";
import { loadDaxModel } from "./load-dax-model";

type Row = (string | number | null)[];

/** Pictures for docs/dashboards.md; a plain test run draws them too, but leaves the tree as it is. */
const FOLDER = process.env.CAREPLUS_SCREENSHOTS
  ? join(__dirname, "../../../docs/images")
  : join(tmpdir(), `careplus-report-${process.pid}`);

describe("the report beside the web pages, over the same rows", function () {
  this.timeout(120_000);
  let warehouse: MemoryWarehouse;
  let model: DaxModel;
  let dashboard: Dashboard;
  let browser: Browser;

  allShareDashboard(
    async (empty) => {
      await addSampleData(empty, { tickets: 6200, logEntries: 24_000 });
      for (const table of ["agents", "dates"]) {
        for (const step of ["stg", "delete", "insert"])
          await empty.query(readSql(`load/dimensions/${step}_${table}`));
      }
    },
    (made) => {
      ({ warehouse, dashboard, browser } = made);
    },
  );
  before(async () => {
    model = await loadDaxModel(warehouse);
    await mkdir(FOLDER, { recursive: true });
  });

  for (const definition of PAGES) {
    const path = definition.id;

    it(`${path} has the same titles in the same order, and the same numbers`, async () => {
      const { page, close } = await openPage(browser, new URL(path, dashboard.url).href);
      const titles = await page.locator("figure h2").allTextContents();
      const names = await page.locator(".card h2").allTextContents();
      const cards = await Promise.all(definition.cards.map(({ id }) => cardValue(page, id)));
      const tables = await Promise.all(definition.visuals.map(({ id }) => tableRows(page, id)));
      await close();

      const report = readReportPage(definition.title);
      const charts = report.visuals.filter(({ roles }) => roles.Category !== undefined);
      const [figures] = report.visuals.filter(({ type }) => type === "cardVisual");

      expect(charts.map(({ title }) => title)).to.deep.equal(titles);
      expect(figures!.roles.Data!.map(({ name }) => name)).to.deep.equal(names);
      expect(rounded(shownCards(model, figures!))).to.deep.equal(rounded(cards));
      for (const [index, chart] of charts.entries()) {
        const table = known(tables[index]!);
        const isStacked = chart.roles.Series !== undefined;
        const web = isStacked ? table.map(withoutShares) : table;
        expect(rounded(rowsOf(chart)), chart.title).to.deep.equal(rounded(web));
      }
    });

    it(`${path} is drawn from the report's files`, async () => {
      const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
      const file = join(FOLDER, `${path}-report.png`);

      await page.setContent(drawReportPage(readReportPage(definition.title), model));
      const text = await page.textContent("body");
      await page.screenshot({ path: file, fullPage: true });
      await page.close();

      expect(text).to.contain(DISCLAIMER);
      for (const { title } of definition.visuals) expect(text).to.contain(title);
      expect((await stat(file)).size).to.be.greaterThan(20_000);
    });
  }

  /** Rows of the report like those of the web's table: a row a category, with the values of its series. */
  function rowsOf(chart: ReportVisual): Row[] {
    const byKey = Map.groupBy(shownRows(model, chart), ({ key }) => key);
    return [...byKey].map(([key, rows]) => [key, ...rows.flatMap(({ values }) => values)]);
  }
});

/** The web's table has the percentage behind each count, which Power BI works out while it draws. */
function withoutShares([key, ...cells]: Row): Row {
  return [key ?? null, ...cells.filter((_, index) => index % 2 === 0)];
}

/** The web also lists days on which nothing is known; a chart of the report leaves them out. */
function known(rows: readonly Row[]): Row[] {
  return rows.filter(([, ...values]) => values.some((value) => value !== null));
}

/** Sums of doubles differ in their last digits by the order of summing. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === "number" ? Number(each.toPrecision(10)) : each,
  );
}
