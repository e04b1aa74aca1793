import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { ParquetReader } from "parquetjs-lite";
import { FolderStore } from "../../../local/store/folder-store";
import type { Dataset } from "../../../runtime/contracts";
import { appendCell, type Cell, columnWriters } from "../../../runtime/parquet/columns";
import { PageBuffer } from "../../../runtime/parquet/page-buffer";
import { ParquetFile } from "../../../runtime/parquet/parquet-file";
import { temporaryFolder } from "../../fixtures/careplus";
import { readWithDuckdb, readWithPyarrow } from "../../readers/parquet-readers";

const column = (name: string, type: Dataset["columns"][number]["type"], nullable?: true) => ({
  name,
  type,
  description: name,
  ...(nullable && { nullable }),
});
const EVERY_COLUMN: Dataset = {
  name: "every_column",
  zone: "processed",
  grain: "a row",
  key: ["distinct_text"],
  columns: [
    column("distinct_text", "string"),
    column("repeated_text", "string"),
    column("same_text", "string"),
    column("text_or_null", "string", true),
    column("level_or_null", "string", true),
    column("always_null", "string", true),
    column("number", "int"),
    column("number_or_null", "int", true),
    column("large_number", "bigint"),
    column("measured", "double"),
    column("rounded", "double"),
    column("flag", "boolean"),
    column("flag_or_null", "boolean", true),
    column("met_at", "timestamp"),
    column("met_at_or_null", "timestamp", true),
    column("reasons", "string[]"),
  ],
};
const COLUMNS_WITHOUT_LIST: Dataset = { ...EVERY_COLUMN, columns: EVERY_COLUMN.columns.slice(0, -1) };

/** Row `index`, in the column order above: texts of all lengths, characters of all widths, numbers of both signs. */
function rowAt(index: number): readonly Cell[] {
  const text = `${index.toString(36)} ${"é😀x".repeat(index % 5)}${index % 997 === 0 ? "long ".repeat(200) : ""}`;
  return [
    text,
    `repeated ${index % 300}`,
    "the same",
    index % 3 === 0 ? null : text,
    index % 7 === 0 ? null : (["INFO", "ERROR"][index % 2] as string),
    null,
    index - 20_000,
    index % 2 === 0 ? null : index,
    index * 1_000_003 - 2 ** 40,
    index / 7,
    (index % 1000) / 100,
    index % 3 === 0,
    index % 5 === 0 ? null : index % 2 === 0,
    Date.UTC(2025, 6, 1) * 1000 + index * 1_000_001,
    index % 11 === 0 ? null : index * 1_000,
    Array.from({ length: index % 4 }, (_, at) => `reason ${at}`),
  ];
}

describe("a Parquet file that is written", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: FolderStore;

  beforeEach(async () => {
    folder = await temporaryFolder();
    store = new FolderStore(folder.path);
  });
  afterEach(() => folder.remove());

  /** Writes rows [0, count) in row groups of `groupRows`; gives the file's path. */
  async function write(dataset: Dataset, count: number, groupRows: number, codec?: "ZSTD"): Promise<string> {
    const metadata = { source_object: "logs/ä.log", rule_version: "logs-1" };
    const file = await ParquetFile.create(store, "a.parquet", dataset, metadata, codec);
    const columns = columnWriters(dataset);
    const pages = new PageBuffer();
    for (let index = 0; index < count; index++) {
      const row = rowAt(index);
      for (const [at, writer] of columns.entries()) appendCell(writer, row[at] as Cell);
      if ((index + 1) % groupRows === 0) await file.append(columns, pages);
    }
    if (count % groupRows !== 0) await file.append(columns, pages);
    await file.close();
    return store.pathOf("a.parquet");
  }

  const expectedRows = (count: number): (readonly Cell[])[] =>
    Array.from({ length: count }, (_, index) => rowAt(index));

  for (const [what, count, groupRows] of [
    ["no row", 0, 1],
    ["one row", 1, 10],
    ["a full page and one row", 16_385, 100_000],
    ["row groups of several pages", 45_000, 33_000],
    ["many small row groups", 1_000, 97],
  ] as const) {
    it(`of ${what} is read by pyarrow and DuckDB as what was written`, async () => {
      const path = await write(EVERY_COLUMN, count, groupRows);

      const [arrow] = await readWithPyarrow([path]);
      const duckdb = await readWithDuckdb(path);

      expect(arrow?.rows).to.deep.equal(expectedRows(count));
      expect(duckdb).to.deep.equal(expectedRows(count));
    });
  }

  it("is read by parquetjs-lite as what was written", async () => {
    const path = await write(COLUMNS_WITHOUT_LIST, 20_000, 9_000);

    const reader = await ParquetReader.openFile(path);
    const cursor = reader.getCursor();
    const rows: Cell[][] = [];
    for (let row = await cursor.next(); row !== null; row = await cursor.next()) {
      const values = row;
      rows.push(COLUMNS_WITHOUT_LIST.columns.map(({ name, type }) => plain(values[name], type)));
    }
    await reader.close();

    // It keeps milliseconds of a time only.
    const expected = expectedRows(20_000).map((row) =>
      row.slice(0, -1).map((value, at) => (at === 13 ? Math.floor(Number(value) / 1000) * 1000 : value)),
    );
    expect(rows).to.deep.equal(expected);
  });

  it("is read the same when its codec is ZSTD", async () => {
    const path = await write(EVERY_COLUMN, 2_000, 2_000, "ZSTD");

    const [arrow] = await readWithPyarrow([path]);

    expect(arrow?.rows).to.deep.equal(expectedRows(2_000));
  });

  it("has true statistics for every column of every row group, and its metadata", async () => {
    const path = await write(EVERY_COLUMN, 3_000, 1_500);

    const seen = JSON.parse(
      execFileSync(join(__dirname, "../../../.venv/bin/python"), [join(__dirname, "statistics.py"), path], {
        encoding: "utf8",
      }),
    ) as { metadata: Record<string, string>; wrong: string[]; chunks: number; codecs: string[] };

    expect(seen.wrong).to.deep.equal([]);
    expect(seen.chunks).to.equal(2 * EVERY_COLUMN.columns.length);
    expect(seen.codecs).to.deep.equal(["GZIP"]);
    expect(seen.metadata).to.deep.equal({ source_object: "logs/ä.log", rule_version: "logs-1" });
  });

  it("does not appear when it is aborted", async () => {
    const file = await ParquetFile.create(store, "a.parquet", EVERY_COLUMN, {});
    await file.abort();

    expect(await Array.fromAsync(store.list(""))).to.deep.equal([]);
  });
});

function plain(value: unknown, type: string): Cell {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.getTime() * 1000;
  // Numbers of a dictionary come as text.
  return type === "string" || type === "boolean" ? (value as Cell) : Number(value);
}
