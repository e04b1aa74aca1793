import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Connection } from "mysql2/promise";
import type { Browser } from "playwright-core";
import { startCareplus, stopCareplus } from "./measured-process";
import { openPage, timeToNumber } from "./open-page";
import { insertTicket } from "./ticket-source";

const SAMPLES = 5;

export interface FreshnessSource {
  readonly connection: Connection;
  readonly databaseUrl: string;
  readonly logsDir: string;
  readonly stateDir: string;
}

/** The slowest of some tries, in milliseconds. */
export interface Freshness {
  readonly insertToPageMs: number;
  readonly logToPageMs: number;
}

/** Times a new ticket and a dropped log file from the source to an open page beside `run --watch`. */
export async function measureFreshness(source: FreshnessSource, browser: Browser): Promise<Freshness> {
  const { databaseUrl, logsDir, stateDir } = source;
  const run = startCareplus(
    "run",
    "--watch",
    "--mysql",
    databaseUrl,
    "--logs",
    logsDir,
    "--state",
    stateDir,
    "--json",
  );
  try {
    await nextLine(run);
    run.stdout?.resume();
    const dashboard = startCareplus("dashboard", "--state", stateDir, "--json");
    try {
      const { url } = JSON.parse(await nextLine(dashboard)) as { url: string };
      return {
        insertToPageMs: await slowest((sample) => timeTicket(source, browser, url, sample)),
        logToPageMs: await slowest((sample) => timeLogFile(source, browser, url, sample)),
      };
    } finally {
      await stopCareplus(dashboard);
    }
  } finally {
    await stopCareplus(run);
  }
}

async function timeTicket(
  source: FreshnessSource,
  browser: Browser,
  url: string,
  sample: number,
): Promise<number> {
  const page = await openPage(browser, new URL("/support-tickets", url).href, "tickets");
  try {
    return await timeToNumber(page, "tickets", () => insertTicket(source.connection, `TCK-NEW-${sample}`));
  } finally {
    await page.close();
  }
}

async function timeLogFile(
  source: FreshnessSource,
  browser: Browser,
  url: string,
  sample: number,
): Promise<number> {
  const page = await openPage(browser, new URL("/support-logs", url).href, "log_entries");
  const file = join(source.logsDir, `dropped-${sample}.log`);
  try {
    await writeFile(`${file}.tmp`, logEntry(sample));
    return await timeToNumber(page, "log_entries", () => rename(`${file}.tmp`, file));
  } finally {
    await page.close();
  }
}

async function slowest(measure: (sample: number) => Promise<number>): Promise<number> {
  let slowestMs = 0;
  for (let sample = 0; sample < SAMPLES; sample++) slowestMs = Math.max(slowestMs, await measure(sample));
  return slowestMs;
}

/** The next line that a command prints; rejects when it ends without one. */
async function nextLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the command has no output");
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "close").then(([code]) => {
    throw new Error(`the command ended with ${code}`);
  });
  const [line] = (await Promise.race([once(lines, "line"), ended])) as [string];
  lines.close();
  return line;
}

function logEntry(sample: number): string {
  return `2025-07-31 12:00:0${sample} [INFO] careplus.support.GenericService - TicketID=TCK0701000 SessionID=sess_1
IP=60.130.155.7 | ResponseTime=1269ms | CPU=27.64% | EventType=generic_event | Error=false
UserAgent="curl/7.88.1"
Message="dropped"
Debug=None
TraceID=None
---
`;
}
