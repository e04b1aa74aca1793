// Measures the dashboards over 1,000,000 tickets and 5,000,000 log entries in a real browser, and writes
// bench/results/dashboards.json. The asked figures are those of issue 8.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { LocalWarehouse } from "../local/warehouse/local-warehouse";
import { openWarehouse } from "../local/warehouse/open";
import { startDashboard } from "../local/web/server";
import { launchChromium } from "../test/local/web/chromium";
import { fillWarehouse, loadLogEntries, loadTickets } from "./fill-warehouse";
import { timeToNumbers, timeToOpen } from "./open-page";

const TICKETS = Number(process.env.BENCH_TICKETS ?? 1_000_000);
const LOG_ENTRIES = Number(process.env.BENCH_LOG_ENTRIES ?? 5_000_000);
/** Rows of the load before the first page. */
const LOADED = 10_000;
const RESULTS = join(__dirname, "results/dashboards.json");
const ROUNDS = 5;

/** The highest value of each figure that the project asks for, in milliseconds. */
const ASKED = { ready: 1_000, interaction: 150, period: 150 } as const;

interface Subject {
  readonly page: string;
  readonly filter: string;
  readonly value: string;
  readonly load: (warehouse: LocalWarehouse, number: number, rows: number) => Promise<void>;
}

const SUBJECTS: readonly Subject[] = [
  { page: "support-tickets", filter: "channel", value: "Email", load: loadTickets },
  { page: "support-logs", filter: "level", value: "ERROR", load: loadLogEntries },
];

/**
 * Milliseconds from opening a page to its numbers, from ticking a filter's value to those of the choice, and from there
 * to those of its last 30 days.
 */
type Visit = Readonly<Record<keyof typeof ASKED, number>>;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "careplus-bench-"));
  const warehouse = await openWarehouse(folder);
  const browser = await launchChromium();
  try {
    await fillWarehouse(warehouse, TICKETS, LOG_ENTRIES);
    console.log("filled");
    const figures: Record<string, number> = {};
    for (const subject of SUBJECTS) Object.assign(figures, await measure(warehouse, browser, subject));
    mkdirSync(join(__dirname, "results"), { recursive: true });
    const conditions = { tickets: TICKETS, log_entries: LOG_ENTRIES, loaded: LOADED, cores: cpus().length };
    // Of other work on the machine the figures cannot be freed: above the number of cores they are upper bounds.
    const load = Math.round(loadavg()[0] ?? 0);
    writeFileSync(RESULTS, `${JSON.stringify({ ...figures, ...conditions, load }, null, 2)}\n`);
  } finally {
    await browser.close();
    await warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Medians of three kinds of visit: `new`, the first page after a load, and a choice that nobody has made before;
 * `kept`, the same ones once more; `begun`, the first page of a server that has just begun.
 */
async function measure(
  warehouse: LocalWarehouse,
  browser: Browser,
  subject: Subject,
): Promise<Record<string, number>> {
  const visits = { new: [] as Visit[], kept: [] as Visit[], begun: [] as Visit[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    let tell = (): void => {};
    const changes = (listener: () => void): (() => void) => {
      tell = listener;
      return () => {};
    };
    const dashboard = await startDashboard({ reader: warehouse, changes });
    const url = new URL(subject.page, dashboard.url).href;
    visits.begun.push(await visit(browser, url, subject));
    await subject.load(warehouse, round, LOADED);
    tell();
    visits.new.push(await visit(browser, url, subject));
    visits.kept.push(await visit(browser, url, subject));
    await dashboard.close();
  }
  const figures: Record<string, number> = {};
  for (const kind of ["new", "kept", "begun"] as const) {
    for (const what of ["ready", "interaction", "period"] as const) {
      const ms = median(visits[kind].map((each) => each[what]));
      figures[`${subject.page}_${kind}_${what}_ms`] = ms;
      console.log(`${subject.page}, ${kind}: ${what} ${ms} ms (asked ${ASKED[what]})`);
    }
  }
  return figures;
}

async function visit(browser: Browser, url: string, { filter, value }: Subject): Promise<Visit> {
  const { page, readyMs } = await timeToOpen(browser, url);
  await page.click(`[data-choice="${filter}"] summary`);
  const box = page.getByRole("checkbox", { name: value, exact: true });
  const interaction = await timeToNumbers(page, () => box.check());
  const period = await timeToNumbers(page, () => page.getByText("30 days", { exact: true }).click());
  await page.close();
  return { ready: readyMs, interaction, period };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

void main();
