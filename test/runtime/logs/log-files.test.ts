import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { parquetMetadata } from "hyparquet";
import { ParquetReader } from "parquetjs-lite";
import { FolderStore } from "../../../local/store/folder-store";
import { transformLogObject } from "../../../runtime/logs/transform";
import type { ObjectSink, ObjectWriter } from "../../../runtime/store/object-store";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { logObject } from "../../fixtures/log-object";
import { eachHasFolder } from "../../fixtures/temporary-folder";
import { type PlainValue, readWithDuckdb, readWithPyarrow } from "../../readers/parquet-readers";

const START = Date.UTC(2025, 6, 1);

/** What an entry's row holds, but for its hash and its place. */
interface Values {
  readonly second: number;
  readonly ticketId: string | null;
  readonly responseTimeMs: number;
  readonly cpu: number;
  readonly userAgent: string;
  readonly message: string;
  readonly traceId: string | null;
}

/**
 * Entry `index`: user agents repeat, tickets never do, and messages repeat in the first 30,000 entries only, so that
 * their dictionary is given up amid a row group.
 */
function valuesAt(index: number): Values {
  return {
    second: index % 80_000,
    ticketId: index % 10 === 3 ? null : `TCK${index}`,
    responseTimeMs: index % 2_500,
    cpu: (index % 10_001) / 100,
    userAgent: `agent ${index % 300}${"é".repeat(index % 40)}`,
    message: index < 30_000 ? `repeated ${index % 1_000}` : `message ${index} ${"long ".repeat(index % 9)}`,
    traceId: index < 20_000 ? null : `tr-${(index * 2_654_435_761) % 4_294_967_296}`,
  };
}

function entryOf(values: Values): string {
  return logEntry({
    at: new Date(START + values.second * 1000).toISOString().slice(0, 19).replace("T", " "),
    // Every tenth in a spelling that only the tolerant parser takes.
    level: values.ticketId === null ? "info" : "INF0",
    ticketId: values.ticketId ?? "None",
    responseTime: `${values.responseTimeMs}ms`,
    cpu: `${values.cpu.toFixed(2)}%`,
    userAgent: values.userAgent,
    message: values.message,
    traceId: values.traceId ?? "null",
  });
}

function rowOf(values: Values, byteOffset: number): PlainValue[] {
  return [
    (START + values.second * 1000) * 1000,
    "INFO",
    "careplus.support.GenericService",
    values.ticketId,
    `sess_${values.ticketId ?? "None"}`,
    "60.130.155.7",
    values.responseTimeMs,
    values.cpu,
    "generic_event",
    false,
    values.userAgent,
    values.message,
    "ℹ️ Logged for monitoring",
    values.traceId,
    "logs/ä.log",
    byteOffset,
  ];
}

/** Every column but entry_id, which is tested by itself. */
const withoutHash = (rows: readonly (readonly PlainValue[])[]): PlainValue[][] =>
  rows.map((row) => row.slice(1));

describe("the processed files of a log object", () => {
  let store: FolderStore;

  eachHasFolder((path) => {
    store = new FolderStore(path);
  });

  /** Transforms the text of entries; gives the paths of the processed files. */
  async function transform(
    text: string,
    sink: ObjectSink = store,
    { isForRedshift } = { isForRedshift: false },
  ): Promise<string[]> {
    const { processedKeys } = await transformLogObject(logObject("logs/ä.log", Buffer.from(text)), sink, {
      now: new Date("2025-08-01T00:00:00Z"),
      takeUnterminated: true,
      mayGrow: false,
      isForRedshift,
      codec: "GZIP",
    });
    return processedKeys.map((key) => store.pathOf(key));
  }

  /** The first `count` entries, and the rows that they should become. */
  function entriesAndRows(count: number): { text: string; rows: PlainValue[][] } {
    const rows: PlainValue[][] = [];
    const pieces: string[] = [];
    let offset = 0;
    for (let index = 0; index < count; index++) {
      const values = valuesAt(index);
      const piece = logFile(entryOf(values));
      rows.push(rowOf(values, offset));
      pieces.push(piece);
      offset += Buffer.byteLength(piece);
    }
    return { text: pieces.join(""), rows };
  }

  it("are read by pyarrow and DuckDB as what was logged, over several blocks and pages", async () => {
    const { text, rows } = entriesAndRows(45_000);

    const [path = ""] = await transform(text);

    const [arrow] = await readWithPyarrow([path]);
    expect(withoutHash(arrow?.rows ?? [])).to.deep.equal(rows);
    expect(withoutHash(await readWithDuckdb(path))).to.deep.equal(rows);
  }).timeout(120_000);

  it("are read by parquetjs-lite as what was logged", async () => {
    const { text, rows } = entriesAndRows(33_000);

    const [path = ""] = await transform(text);

    const reader = await ParquetReader.openFile(path);
    const cursor = reader.getCursor();
    const seen: PlainValue[][] = [];
    for (let row = await cursor.next(); row !== null; row = await cursor.next())
      seen.push([
        row.ticket_id,
        Number(row.cpu_percent),
        row.user_agent,
        row.message,
        row.trace_id,
      ] as PlainValue[]);
    await reader.close();
    expect(seen.map((row) => row.map((value) => value ?? null))).to.deep.equal(
      rows.map((row) => [3, 7, 10, 11, 13].map((at) => row[at])),
    );
  }).timeout(120_000);

  it("have row groups of about 100,000 rows, with true statistics and their metadata", async () => {
    const { text } = entriesAndRows(120_000);

    const [path = ""] = await transform(text);

    const seen = JSON.parse(
      execFileSync(
        join(__dirname, "../../../.venv/bin/python"),
        [join(__dirname, "../parquet/statistics.py"), path],
        { encoding: "utf8" },
      ),
    ) as { metadata: Record<string, string>; wrong: string[]; chunks: number; codecs: string[] };
    const file = new Uint8Array(await readFile(path)).buffer;
    const [first = 0, ...rest] = parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows));
    expect(first).to.be.within(90_000, 106_384);
    expect(rest).to.deep.equal([120_000 - first]);
    expect(seen.wrong).to.deep.equal([]);
    expect(seen.codecs).to.deep.equal(["GZIP"]);
    expect(seen.metadata).to.deep.equal({ source_object: "logs/ä.log", rule_version: "logs-1" });
  }).timeout(120_000);

  /** A sink whose every object holds 10 MiB as long as it is not closed; `mostOpen` of them were open at once. */
  function heavySink(): ObjectSink & { mostOpen: number } {
    let open = 0;
    const sink = {
      mostOpen: 0,
      create: async (key: string): Promise<ObjectWriter> => {
        const writer = await store.create(key);
        open += 1;
        sink.mostOpen = Math.max(sink.mostOpen, open);
        return {
          waitingBytes: 10 << 20,
          write: (bytes) => writer.write(bytes),
          close: async () => {
            await writer.close();
            open -= 1;
          },
          abort: () => writer.abort(),
        };
      },
    };
    return sink;
  }

  /** Entries of four dates in turns, 60 each, 72 MB in all: more than waits for row groups. */
  const entriesInTurns = (messageBytes: number): string =>
    logFile(
      ...Array.from({ length: Math.ceil(72e6 / messageBytes) }, (_, index) =>
        logEntry({
          at: `2025-07-0${1 + (Math.floor(index / 60) % 4)} 00:00:00`,
          message: `${index} ${"x".repeat(messageBytes)}`,
        }),
      ),
    );

  async function messagesOf(paths: readonly string[]): Promise<string[]> {
    const messages: string[] = [];
    for (const path of paths) messages.push(...(await readWithDuckdb(path)).map((row) => String(row[12])));
    return messages.sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10));
  }

  it("are several of one date where the sink would hold too much of all dates together", async () => {
    const sink = heavySink();

    const paths = await transform(entriesInTurns(60_000), sink);

    const messages = await messagesOf(paths);
    expect(sink.mostOpen).to.equal(3);
    expect(paths.filter((path) => path.endsWith("-2.parquet"))).not.to.deep.equal([]);
    expect(messages).to.deep.equal(
      Array.from({ length: 1_200 }, (_, index) => `${index} ${"x".repeat(60_000)}`),
    );
  });

  it("of large entries have a cut copy each, also where they are several of one date", async () => {
    const paths = await transform(entriesInTurns(100_000), heavySink(), { isForRedshift: true });

    const cutPaths: string[] = [];
    for await (const { key } of store.list("processed/cut/")) cutPaths.push(store.pathOf(key));
    expect(cutPaths).to.deep.equal(paths.map((path) => path.replace("processed/", "processed/cut/")));
    expect(paths.filter((path) => path.endsWith("-2.large.parquet"))).not.to.deep.equal([]);
    expect(await messagesOf(paths)).to.deep.equal(
      Array.from({ length: 720 }, (_, index) => `${index} ${"x".repeat(100_000)}`),
    );
    expect((await messagesOf(cutPaths)).map((message) => message.length)).to.deep.equal(
      Array.from({ length: 720 }, () => 65_535),
    );
  });
});
