import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { expect } from "chai";
import fc from "fast-check";
import { FolderStore } from "../../../local/store/folder-store";
import { CsvBlock } from "../../../local/tickets/csv-block";
import type { TicketManifest } from "../../../local/tickets/manifest";
import { createRawTickets } from "../../../local/tickets/raw-tickets-table";
import { RAW_TICKET_COLUMNS } from "../../../runtime/generate/raw-ticket";
import { readCsv } from "./csv-records";

type Value = string | null;

const COLUMNS = [...RAW_TICKET_COLUMNS, "updated_at"];

/** A row as MySQL's text protocol sends it. */
function rowPacket(values: readonly Value[]): Buffer {
  return Buffer.concat(
    values.flatMap((value) => {
      if (value === null) return [Buffer.from([0xfb])];
      const bytes = Buffer.from(value);
      return [lengthOf(bytes), bytes];
    }),
  );
}

function lengthOf(bytes: Buffer): Buffer {
  if (bytes.length < 251) return Buffer.from([bytes.length]);
  const length = Buffer.alloc(bytes.length < 65_536 ? 3 : 4);
  length[0] = bytes.length < 65_536 ? 0xfc : 0xfd;
  length.writeUIntLE(bytes.length, 1, length.length - 1);
  return length;
}

function toCsv(rows: readonly (readonly Value[])[]): { text: Buffer; block: CsvBlock } {
  const block = new CsvBlock(new Array(COLUMNS.length).fill(false), 16);
  block.appendHeader(COLUMNS);
  for (const row of rows) {
    const packet = Buffer.concat([Buffer.from("before"), rowPacket(row)]);
    block.appendRow(packet, 6, packet.length);
  }
  return { text: Buffer.from(block.content), block };
}

const value = fc.option(
  fc.oneof(
    fc.string({ unit: fc.constantFrom('"', ",", "\r", "\n", "a", "é", "😀", "\u0000", "\\", " ") }),
    fc.string({ unit: "grapheme" }),
    fc.string({ minLength: 245, maxLength: 300 }),
    fc.constantFrom("", "NULL", '""', "\r\n", "x".repeat(70_000)),
  ),
  { nil: null },
);
const rows = fc.array(fc.tuple(...COLUMNS.map(() => value)), { maxLength: 8 });

describe("the raw zone's CSV", function () {
  this.timeout(60_000);
  let dir = "";
  let connection: DuckDBConnection;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "careplus-csv [a]*?-"));
    connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  });

  after(async () => {
    connection.closeSync();
    await rm(dir, { recursive: true, force: true });
  });

  /** What the transformation reads of a file. */
  async function readByDuckdb(text: Buffer, block: CsvBlock, count: number): Promise<unknown[][]> {
    const lake = new FolderStore(dir);
    await writeFile(lake.pathOf("part.csv"), text);
    const part = {
      key: "part.csv",
      rows: count,
      sizeBytes: text.length,
      hasLineBreaks: block.hasLineBreaks,
      longestRecordBytes: block.longestLine,
    };
    const manifest = {
      columns: COLUMNS,
      parts: [part],
      source: { id: "", table: "t" },
    } as unknown as TicketManifest;
    await createRawTickets(connection, lake, manifest);
    const reader = await connection.runAndReadAll("select * from raw_tickets order by source_row");
    return reader.getRows();
  }

  it("comes back from DuckDB as it was, whatever the values", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const { text, block } = toCsv(written);

        const read = await readByDuckdb(text, block, written.length);

        expect(read).to.deep.equal(written.map((row, index) => [BigInt(index + 1), ...row]));
      }),
      { numRuns: 60 },
    );
  });

  it("comes back from a reader written from RFC 4180", () => {
    fc.assert(
      fc.property(rows, (written) => {
        const { text } = toCsv(written);

        expect(readCsv(text.toString("utf8"))).to.deep.equal([COLUMNS, ...written]);
      }),
    );
  });

  it("comes back from Python's csv module, which takes NULL and empty text for one", async () => {
    const program = [
      "import csv, json, sys",
      "with open(sys.argv[1], newline='', encoding='utf-8') as file:",
      "    json.dump(list(csv.reader(file, strict=True)), sys.stdout)",
    ].join("\n");
    const samples = fc.sample(rows, { numRuns: 20, seed: 7 }).flat();
    const { text } = toCsv(samples);
    const file = join(dir, "python.csv");
    await writeFile(file, text);

    const read: unknown = JSON.parse(
      execFileSync("python3", ["-c", program, file], { encoding: "utf8", maxBuffer: 1 << 28 }),
    );

    expect(read).to.deep.equal([COLUMNS, ...samples.map((row) => row.map((field) => field ?? ""))]);
  });

  it("keeps the order of 60,000 records that are read in parallel", async () => {
    const block = new CsvBlock(new Array(COLUMNS.length).fill(false), 1 << 25);
    block.appendHeader(COLUMNS);
    const rest = new Array<Value>(COLUMNS.length - 1).fill("some text, to fill the line");
    for (let index = 1; index <= 60_000; index++) {
      const packet = rowPacket([String(index), ...rest]);
      block.appendRow(packet, 0, packet.length);
    }

    await readByDuckdb(block.content, block, 60_000);

    const reader = await connection.runAndReadAll(
      "select count(*), count(*) filter (where ticket_id = cast(source_row as varchar)) from raw_tickets",
    );
    expect(reader.getRows()).to.deep.equal([[60_000n, 60_000n]]);
  });

  it("holds values of megabytes", async () => {
    const long = `${'wide, "value" '.repeat(300_000)}end`;
    const row = [long, ...new Array<Value>(COLUMNS.length - 1).fill(null)];
    const { text, block } = toCsv([row]);

    const read = await readByDuckdb(text, block, 1);

    expect(read[0]?.[1]).to.equal(long);
  });

  it("puts U+FFFD in the place of bytes that are no UTF-8, or writes hex digits for a binary column", () => {
    const block = new CsvBlock([false, true], 64);
    const packet = Buffer.from([3, 0x61, 0xff, 0x62, 2, 0xff, 0x21]);

    block.appendRow(packet, 0, packet.length);

    expect(block.content.toString("utf8")).to.equal("a\ufffdb,0xff21\r\n");
  });
});
