import type { Browser, Page } from "playwright-core";

const LIMIT_MS = 30_000;

/** Opens a dashboard and waits for its numbers. */
export async function openPage(browser: Browser, url: string, card: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(hasNumber, card, { timeout: LIMIT_MS });
  return page;
}

/** Milliseconds from the beginning of `change` to another number on the page's card. */
export async function timeToNumber(page: Page, card: string, change: () => Promise<void>): Promise<number> {
  const before = await page.evaluate(numberOf, card);
  const startedAt = performance.now();
  await change();
  await page.waitForFunction(
    ([id, old]) => document.querySelector(`[data-card="${id}"] data`)?.getAttribute("value") !== old,
    [card, before] as const,
    { timeout: LIMIT_MS, polling: 10 },
  );
  return performance.now() - startedAt;
}

// These run in the page.
const numberOf = (card: string): string =>
  document.querySelector(`[data-card="${card}"] data`)?.getAttribute("value") ?? "";
const hasNumber = (card: string): boolean =>
  Number(document.querySelector(`[data-card="${card}"] data`)?.getAttribute("value")) > 0;
