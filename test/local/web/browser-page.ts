import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page of the browser that collects everything it complains of. */
export interface BrowserPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<BrowserPage> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "log") complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`pageerror: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A newer question abandons the older one: that is meant.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()}`);
  });
  await page.goto(url);
  await settled(page);
  return { page, complaints, close: () => context.close() };
}

/** Waits until the numbers of the current selection are shown. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('[data-numbers][aria-busy="false"]');
}

/** Exact number of a card; null when it says "no data". */
export async function cardValue(page: Page, id: string): Promise<number | null> {
  const data = page.locator(`[data-card="${id}"] data`);
  const value = (await data.getAttribute("value")) ?? "";
  expect(await data.textContent(), id).not.to.match(/NaN|undefined|Infinity/);
  if (value === "") expect(await data.textContent(), id).to.equal("no data");
  return value === "" ? null : Number(value);
}

/** Waits until a card shows this number. */
export async function untilCard(page: Page, id: string, value: number): Promise<void> {
  await page.waitForSelector(`[data-card="${id}"] data[value="${value}"]`);
}

/** Waits until a visual's table holds these rows; fails with the difference when it never does. */
export async function untilRows(page: Page, visual: string, rows: readonly unknown[][]): Promise<void> {
  const patience = Date.now() + 5000;
  while (Date.now() < patience && !isDeepStrictEqual(await tableRows(page, visual), rows)) await pause(25);
  expect(await tableRows(page, visual)).to.deep.equal(rows);
}

/** A visual's table: the text of each row's first cell, then the exact numbers. */
export async function tableRows(page: Page, visual: string): Promise<(string | number | null)[][]> {
  return page
    .locator(`[data-visual="${visual}"] tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector("th")?.textContent ?? "",
        ...[...row.querySelectorAll("data")].map((data) => (data.value === "" ? null : Number(data.value))),
      ]),
    );
}
