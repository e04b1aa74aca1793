import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import mysql, { type RowDataPacket } from "mysql2/promise";
import type { DemoPlatform, DemoSource } from "../../../local/demo/demo-platform";
import { runDemo } from "../../../local/demo/run-demo";
import { allShareFolder } from "../../fixtures/temporary-folder";

const SMALL = { days: 2, tickets: 400 };

describe("the demo", () => {
  let stateDir: string;
  let said: string[];

  allShareFolder((path) => {
    stateDir = path;
  });

  beforeEach(() => {
    said = [];
  });

  it("ends after the first load when it is to run once, and leaves no server behind", async () => {
    let source: DemoSource | undefined;
    let rows = 0;

    await demo({ once: true }, async (given) => {
      source = given;
      rows = await count(given, "SELECT COUNT(*) AS n FROM support_tickets");
      expect(await readdir(given.logsDir)).to.include.members([`careplus-${daysAgo(2)}.log`]);
    });

    expect(rows).to.be.within(420, 500);
    expect(said.some((line) => line.startsWith("filling"))).to.equal(true);
    expect(said.some((line) => line.startsWith("dashboards"))).to.equal(false);
    expect(await refusesConnections(source!)).to.equal(true);
  });

  it("goes on with the data of an earlier start", async () => {
    let rows = 0;

    await demo({ once: true }, async (source) => {
      rows = await count(source, "SELECT COUNT(*) AS n FROM support_tickets");
    });

    expect(rows).to.be.within(420, 500);
    expect(said.some((line) => line.startsWith("filling"))).to.equal(false);
  });

  it("serves the pages and keeps tickets, updates and log entries coming until it is stopped", async () => {
    const stop = new AbortController();
    const today = new Date().toISOString().slice(0, 10);
    let source: DemoSource | undefined;
    let before = { rows: 0, open: 0 };
    let isServing = false;
    const tally = async (): Promise<typeof before> => ({
      rows: await count(source!, "SELECT COUNT(*) AS n FROM support_tickets"),
      open: await count(source!, "SELECT COUNT(*) AS n FROM support_tickets WHERE status = 'Open'"),
    });

    await demo(
      { once: false, signal: stop.signal },
      async (given) => {
        source = given;
        before = await tally();
      },
      {
        watch: async (signal) => {
          const log = join(source!.logsDir, `careplus-${today}.log`);
          await until(async () => existsSync(log) && statSync(log).size > 500);
          await until(async () => (await tally()).rows > before.rows + 3);
          stop.abort();
          await aborted(signal);
        },
        serve: async () => {
          isServing = true;
          return {
            url: "http://127.0.0.1:1",
            close: async () => {
              isServing = false;
            },
          };
        },
      },
    );

    expect(said.some((line) => line.startsWith("dashboards: http://127.0.0.1:1"))).to.equal(true);
    expect(isServing).to.equal(false);
    expect(await refusesConnections(source!)).to.equal(true);
  });

  it("stops everything and tells of the fault when the platform fails", async () => {
    let source: DemoSource | undefined;

    const failure = await demo(
      { once: false },
      async (given) => {
        source = given;
      },
      {
        watch: async () => {
          throw new Error("the disk is full");
        },
      },
    ).then(
      () => undefined,
      (error: Error) => error,
    );

    expect(failure?.message).to.equal("the disk is full");
    expect(await refusesConnections(source!)).to.equal(true);
  });

  function demo(
    options: { once: boolean; signal?: AbortSignal },
    load: (source: DemoSource) => Promise<void>,
    parts: Partial<DemoPlatform> = {},
  ): Promise<void> {
    return runDemo({
      stateDir,
      ...SMALL,
      once: options.once,
      signal: options.signal ?? new AbortController().signal,
      say: (line) => said.push(line),
      withPlatform: (source, work) =>
        work({
          runOnce: () => load(source),
          watch: aborted,
          serve: async () => ({ url: "http://127.0.0.1:1", close: async () => undefined }),
          ...parts,
        }),
    });
  }
});

async function count(source: DemoSource, sql: string): Promise<number> {
  const connection = await mysql.createConnection(source.mysqlUrl);
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  await connection.end();
  return rows[0]!.n as number;
}

async function refusesConnections(source: DemoSource): Promise<boolean> {
  return mysql.createConnection(source.mysqlUrl).then(
    (connection) => connection.end().then(() => false),
    () => true,
  );
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

async function until(condition: () => Promise<boolean>, limitMs = 20_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`did not come about within ${limitMs} ms`);
    await sleep(50);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
