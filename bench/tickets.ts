// Measures the two ticket engines on one source, checks that they come to the same rows, and writes
// bench/results/tickets.json. The asked figures are those of issue 5, for two cores, after Spark's session is up.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckDBInstance } from "@duckdb/node-api";
import { startMariadb } from "../local/mariadb/start";
import type { ExtractRequest, TicketEngine } from "../local/pipeline/ticket-engine";
import { SparkEngine } from "../local/spark/spark-engine";
import { SparkProcess } from "../local/spark/spark-process";
import { FolderStore } from "../local/store/folder-store";
import { extractTickets } from "../local/tickets/extract";
import type { TicketManifest } from "../local/tickets/manifest";
import { transformTickets } from "../local/tickets/transform";
import type { TransformedObject } from "../runtime/load/transformed-object";
import { differingRows } from "../test/local/spark/differing-rows";
import { type Asked, printFigures, say } from "./figures";
import { peakDriverRssMb } from "./spark-driver-memory";
import { createDatabase, fillTickets } from "./ticket-source";

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
/** How many times as many rows the large table has. */
const TIMES = 5;
const RESULTS = join(__dirname, "results/tickets.json");
const MASTER = { CAREPLUS_SPARK_MASTER: "local[2]" };

const ASKED: Readonly<Record<string, Asked>> = {
  spark_first_s: ["at most", 25],
  spark_unchanged_s: ["at most", 10],
  spark_5m_rss_mb: ["at most", 3_072],
  differing_rows: ["at most", 0],
};

type TimedEngine = Pick<TicketEngine, "extract" | "transform">;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "careplus-bench-"));
  const server = await startMariadb({ dir: join(folder, "mariadb") });
  const duckdb = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  try {
    await fill(server.url, "small", ROWS);
    const lakeDir = join(folder, "spark");
    const bySpark = await withSpark(lakeDir, (engine) => measureTwoRuns(engine, `${server.url}/small`));
    const byDuckdb = await measureRun(duckdbEngine(join(folder, "duckdb"), duckdb), `${server.url}/small`);
    const differing = await countDifferingRows(lakeDir, bySpark, duckdb);

    await fill(server.url, "large", TIMES * ROWS);
    const large = await withSpark(join(folder, "large"), async (engine) => ({
      ...(await measureRun(engine, `${server.url}/large`)),
      rssMb: peakDriverRssMb(),
    }));
    write({
      spark_first_s: bySpark.seconds,
      spark_unchanged_s: bySpark.unchangedSeconds,
      spark_5m_s: large.seconds,
      spark_5m_rss_mb: large.rssMb,
      duckdb_first_s: byDuckdb.seconds,
      differing_rows: differing,
    });
  } finally {
    duckdb.closeSync();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(serverUrl: string, database: string, rows: number): Promise<void> {
  say(`filling a table with ${rows.toLocaleString("en")} rows`);
  const connection = await createDatabase(serverUrl, database);
  await fillTickets(connection, rows);
  await connection.end();
}

interface Run {
  readonly seconds: number;
  readonly extraction: TicketManifest;
  readonly transformed: TransformedObject;
}

/** A session of its own, begun before anything is timed. */
async function withSpark<T>(lakeDir: string, work: (engine: TimedEngine) => Promise<T>): Promise<T> {
  const spark = new SparkProcess(MASTER);
  try {
    await spark.open();
    return await work(new SparkEngine(lakeDir, "UTC", spark));
  } finally {
    await spark.close();
  }
}

/** A first run, and one with nothing changed. */
async function measureTwoRuns(
  engine: TimedEngine,
  mysqlUrl: string,
): Promise<Run & { unchangedSeconds: number }> {
  const first = await measureRun(engine, mysqlUrl);
  const startedAt = performance.now();
  const second = await engine.extract(request(mysqlUrl, 2));
  if (second.kind !== "unchanged") throw new Error("the run with nothing changed wrote rows");
  return { ...first, unchangedSeconds: secondsSince(startedAt) };
}

async function measureRun(engine: TimedEngine, mysqlUrl: string): Promise<Run> {
  const startedAt = performance.now();
  const result = await engine.extract(request(mysqlUrl, 1));
  if (result.kind === "unchanged") throw new Error("the first run found nothing");
  say(`extracted in ${secondsSince(startedAt).toFixed(1)} s`);
  const { extraction } = result;
  const transformed = await engine.transform(extraction);
  say(`extracted and transformed in ${secondsSince(startedAt).toFixed(1)} s`);
  return { seconds: secondsSince(startedAt), extraction, transformed };
}

function request(mysqlUrl: string, minute: number): ExtractRequest {
  return {
    mysqlUrl,
    table: "support_tickets",
    runId: `run-${minute}`,
    now: new Date(Date.UTC(2026, 0, 1, 0, minute)),
    onProgress: () => undefined,
  };
}

function duckdbEngine(lakeDir: string, connection: DuckDBConnection): TimedEngine {
  const lake = new FolderStore(lakeDir);
  return {
    extract: (asked) => extractTickets({ ...asked, lake }),
    transform: (extraction) =>
      transformTickets({ connection, lake, extraction, timeZone: "UTC", now: new Date() }),
  };
}

/** Rows that differ when DuckDB transforms, in a copy of the lake, what Spark has extracted and transformed. */
async function countDifferingRows(
  lakeDir: string,
  bySpark: Run,
  connection: DuckDBConnection,
): Promise<number> {
  say("comparing the engines' rows");
  const copy = `${lakeDir}-copy`;
  await cp(lakeDir, copy, { recursive: true });
  const byDuckdb = await duckdbEngine(copy, connection).transform(bySpark.extraction);
  if (JSON.stringify(byDuckdb.counts) !== JSON.stringify(bySpark.transformed.counts)) return Number.NaN;
  let differing = 0;
  for (const keys of [byDuckdb.processedKeys, byDuckdb.quarantineKeys]) {
    const files = (dir: string): string[] => keys.map((key) => join(dir, key));
    differing += (await differingRows(connection, files(lakeDir), files(copy))).count;
  }
  return differing;
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}

function write(figures: Readonly<Record<string, number>>): void {
  mkdirSync(join(__dirname, "results"), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ ...figures, rows: ROWS, cores: cpus().length }, null, 2)}\n`);
  printFigures(figures, ASKED);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
