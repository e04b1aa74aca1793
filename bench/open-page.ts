import type { Browser, Page } from "playwright-core";

const LIMIT_MS = 30_000;

/** Opens a dashboard and waits for its numbers. */
export async function openPage(browser: Browser, url: string, card: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(hasNumber, card, { timeout: LIMIT_MS });
  return page;
}

/**
 * Opens a dashboard in a browser that has nothing of it, and gives the milliseconds from the navigation to the first
 * frame after every number and chart is drawn, by the page's own clock: making a window is not the page's work.
 */
export async function timeToOpen(browser: Browser, url: string): Promise<{ page: Page; readyMs: number }> {
  const page = await browser.newPage();
  await page.addInitScript(watchDrawing);
  await page.goto(url, { waitUntil: "commit" });
  return { page, readyMs: await drawnAt(page) };
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

/**
 * Milliseconds from the input event that `change` causes to the first frame after every number and chart of the
 * page is drawn, by the page's own clock: the way of the mouse is the driver's, not the page's.
 */
export async function timeToNumbers(page: Page, change: () => Promise<void>): Promise<number> {
  await page.evaluate(watchChange);
  await change();
  const changedAt = Number(await page.evaluate(() => document.documentElement.dataset.changedAt));
  return (await drawnAt(page)) - changedAt;
}

async function drawnAt(page: Page): Promise<number> {
  const drawn = await page.waitForFunction(
    () => Number(document.documentElement.dataset.drawnAt) || false,
    undefined,
    { timeout: LIMIT_MS },
  );
  return Number(await drawn.jsonValue());
}

// These run in the page; times are milliseconds since its navigation.
const numberOf = (card: string): string =>
  document.querySelector(`[data-card="${card}"] data`)?.getAttribute("value") ?? "";
const hasNumber = (card: string): boolean =>
  Number(document.querySelector(`[data-card="${card}"] data`)?.getAttribute("value")) > 0;

/** Notes each time when numbers that were asked for are painted. */
const watchDrawing = (): void => {
  const observer = new MutationObserver((records) => {
    const numbers = records.map(({ target }) => target).find((target) => target instanceof HTMLElement);
    if (!(numbers instanceof HTMLElement) || numbers.getAttribute("aria-busy") === "true") return;
    requestAnimationFrame(() => {
      // The task after a frame's callbacks runs when the frame was painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        document.documentElement.dataset.drawnAt = String(performance.now());
      };
      port2.postMessage(null);
    });
  });
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
};

const watchChange = (): void => {
  addEventListener(
    "change",
    ({ timeStamp }) => {
      delete document.documentElement.dataset.drawnAt;
      document.documentElement.dataset.changedAt = String(timeStamp);
    },
    { capture: true, once: true },
  );
};
