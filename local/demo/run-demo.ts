import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "mysql2/promise";
import { CareplusError } from "../../runtime/errors";
import { dayAfter } from "../../runtime/generate/calendar";
import type { RawTicket } from "../../runtime/generate/raw-ticket";
import { SeededRandom } from "../../runtime/generate/seeded-random";
import { generateTickets, type TicketOptions } from "../../runtime/generate/tickets";
import { writeLogs } from "../generate/generate";
import { startMariadb } from "../mariadb/start";
import { findOwner } from "../owner/owner-file";
import type { DemoPlatform, WithDemoPlatform } from "./demo-platform";
import { stopOrphanedServer } from "./orphaned-server";
import { connectToDemo, DEMO_DATABASE, DEMO_TABLE, fillTicketTable, hasTicketTable } from "./ticket-table";
import { Traffic } from "./traffic";

const DAYS = 31;
const TICKETS = 18_000;

export interface DemoOptions {
  /** State folder of the platform; the demo's own data is in its folder `demo`. */
  readonly stateDir: string;
  /** End after the first load, without serving the pages. */
  readonly once: boolean;
  /** Stops the demo. */
  readonly signal: AbortSignal;
  /** Tells a person what happens, in a line. */
  readonly say: (line: string) => void;
  readonly withPlatform: WithDemoPlatform;
  readonly days?: number;
  readonly tickets?: number;
}

/**
 * Fills a private MariaDB and a log folder with a month of generated data that ends yesterday, runs the platform on
 * them, serves its pages, and keeps new data coming until the signal aborts. A later start goes on with the same data.
 *
 * @throws CareplusError `state_in_use` when another process works on the state folder
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const owner = await findOwner(options.stateDir);
  if (owner !== undefined) {
    throw new CareplusError(
      "state_in_use",
      `process ${owner.pid} works on ${options.stateDir}: stop it first`,
    );
  }
  const folder = join(options.stateDir, "demo");
  const databaseDir = join(folder, "mariadb");
  await stopOrphanedServer(databaseDir);
  options.say("starting a private MariaDB");
  const server = await startMariadb({ dir: databaseDir });
  try {
    const connection = await connectToDemo(server.url);
    try {
      const logsDir = join(folder, "logs");
      await provideData(options, connection, logsDir);
      const source = { mysqlUrl: `${server.url}/${DEMO_DATABASE}`, table: DEMO_TABLE, logsDir };
      const traffic = new Traffic(connection, logsDir, new SeededRandom(Date.now()));
      await options.withPlatform(source, (platform) => present(options, platform, traffic));
    } finally {
      await connection.end();
    }
  } finally {
    await server.stop();
  }
}

async function provideData(options: DemoOptions, connection: Connection, logsDir: string): Promise<void> {
  const days = options.days ?? DAYS;
  const data: TicketOptions = {
    days,
    tickets: options.tickets ?? TICKETS,
    seed: 1,
    start: dayAfter(new Date().toISOString().slice(0, 10), -days),
  };
  if (!(await hasTicketTable(connection))) {
    options.say(`filling ${DEMO_TABLE} with ${days} days of generated tickets`);
    await fillTicketTable(connection, rowsOf(data));
  }
  if (!existsSync(logsDir)) {
    options.say(`writing ${days} days of generated logs`);
    const unfinished = `${logsDir}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await writeLogs(data, unfinished);
    await rename(unfinished, logsDir);
  }
}

function* rowsOf(options: TicketOptions): Generator<RawTicket, void> {
  for (const { row } of generateTickets(options)) yield row;
}

async function present(options: DemoOptions, platform: DemoPlatform, traffic: Traffic): Promise<void> {
  options.say("loading");
  await platform.runOnce();
  if (options.once || options.signal.aborted) return;
  const dashboards = await platform.serve();
  try {
    options.say(`dashboards: ${dashboards.url}  (new data every second or two; Ctrl-C stops everything)`);
    await untilOneEnds(options.signal, (signal) => [platform.watch(signal), traffic.flow(signal)]);
  } finally {
    await dashboards.close();
  }
}

/** Runs tasks side by side until the signal aborts. When one fails, the others are stopped and it is thrown. */
async function untilOneEnds(
  signal: AbortSignal,
  start: (signal: AbortSignal) => readonly Promise<void>[],
): Promise<void> {
  const failure = new AbortController();
  const tasks = start(AbortSignal.any([signal, failure.signal])).map((task) =>
    task.catch((error: unknown) => {
      failure.abort();
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(tasks);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
