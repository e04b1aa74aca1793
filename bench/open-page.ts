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

/**
 * Milliseconds from the input event that `change` causes to the first frame after every number and chart of the
 * page is drawn, by the page's own clock: the way of the mouse is the driver's, not the page's.
 */
export async function timeToNumbers(page: Page, change: () => Promise<void>): Promise<number> {
  await page.evaluate(watchNumbers);
  await change();
  const drawn = await page.waitForFunction(() => Number(document.body.dataset.drawnMs) || false, undefined, {
    timeout: LIMIT_MS,
  });
  return Number(await drawn.jsonValue());
}

// These run in the page.
const numberOf = (card: string): string =>
  document.querySelector(`[data-card="${card}"] data`)?.getAttribute("value") ?? "";
const hasNumber = (card: string): boolean =>
  Number(document.querySelector(`[data-card="${card}"] data`)?.getAttribute("value")) > 0;
const watchNumbers = (): void => {
  const numbers = document.querySelector("[data-numbers]");
  if (numbers === null) throw new Error("the page has no numbers");
  addEventListener(
    "change",
    ({ timeStamp }) => {
      const observer = new MutationObserver(() => {
        if (numbers.getAttribute("aria-busy") === "true") return;
        observer.disconnect();
        requestAnimationFrame(() => {
          // The task after a frame's callbacks runs when the frame was painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            document.body.dataset.drawnMs = String(performance.now() - timeStamp);
          };
          port2.postMessage(null);
        });
      });
      observer.observe(numbers, { attributes: true, attributeFilter: ["aria-busy"] });
    },
    { capture: true, once: true },
  );
};
