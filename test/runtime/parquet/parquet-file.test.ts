import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { FolderStore } from "../../../local/store/folder-store";
import type { Column, Dataset } from "../../../runtime/contracts";
import type { Codec } from "../../../runtime/parquet/compression";
import type { ColumnChunk, StatisticsValue } from "../../../runtime/parquet/page";
import { PageCompressor } from "../../../runtime/parquet/page-compressor";
import { ParquetFile } from "../../../runtime/parquet/parquet-file";
import { eachHasFolder } from "../../fixtures/temporary-folder";
import { type PlainValue, readWithDuckdb, readWithPyarrow } from "../../readers/parquet-readers";

const column = (name: string, type: Column["type"]): Column => ({ name, type, description: name });
const EVERY_TYPE: Dataset = {
  name: "every_type",
  zone: "processed",
  grain: "a row",
  key: ["text"],
  columns: [
    column("text", "string"),
    column("number", "int"),
    column("large_number", "bigint"),
    column("measured", "double"),
    column("is_odd", "boolean"),
    column("met_at", "timestamp"),
  ],
};

/** Row `index`, in the column order above: characters of all widths, numbers of both signs. */
function rowAt(index: number): readonly PlainValue[] {
  return [
    `${index.toString(36)} ${"é😀x".repeat(index % 40)}`,
    index - 20_000,
    index * 1_000_003 - 2 ** 40,
    index / 7,
    index % 2 === 1,
    Date.UTC(2025, 6, 1) * 1000 + index * 1_000_001,
  ];
}

/** A column's values as they lie in a PLAIN page: https://parquet.apache.org/docs/file-format/data-pages/encodings/ */
function plainPage(type: Column["type"], values: readonly PlainValue[]): Buffer {
  if (type === "boolean") {
    const bits = Buffer.alloc((values.length + 7) >> 3);
    for (const [at, value] of values.entries()) if (value === true) bits[at >> 3]! |= 1 << (at & 7);
    return bits;
  }
  return Buffer.concat(
    values.map((value) => {
      const text = Buffer.from(String(value));
      const bytes = Buffer.alloc(type === "string" ? 4 : type === "int" ? 4 : 8);
      if (type === "string") bytes.writeInt32LE(text.length);
      else if (type === "int") bytes.writeInt32LE(Number(value));
      else if (type === "double") bytes.writeDoubleLE(Number(value));
      else bytes.writeBigInt64LE(BigInt(Number(value)));
      return type === "string" ? Buffer.concat([bytes, text]) : bytes;
    }),
  );
}

function statisticOf(type: Column["type"], value: PlainValue): StatisticsValue {
  if (type === "string") return Buffer.from(String(value));
  if (type === "bigint" || type === "timestamp") return BigInt(Number(value));
  return type === "boolean" ? value === true : Number(value);
}

/** A chunk of two pages. */
function chunkOf(
  at: number,
  rows: readonly (readonly PlainValue[])[],
  compressor: PageCompressor,
): ColumnChunk {
  const { type } = EVERY_TYPE.columns[at]!;
  const values = rows.map((row) => row[at]!);
  const sorted = values
    .map((value) => statisticOf(type, value))
    .sort((left, right) =>
      left instanceof Uint8Array ? Buffer.compare(left, right as Uint8Array) : left < right ? -1 : 1,
    );
  const half = values.length >> 1;
  return {
    pages: [values.slice(0, half), values.slice(half)].map((part) =>
      compressor.compress({
        type: "DATA_PAGE",
        valueCount: part.length,
        encoding: "PLAIN",
        body: plainPage(type, part),
      }),
    ),
    encodings: ["PLAIN", "RLE"],
    valueCount: values.length,
    nullCount: 0,
    range: { min: sorted[0]!, max: sorted.at(-1)! },
  };
}

describe("a Parquet file that is written", () => {
  let store: FolderStore;

  eachHasFolder((path) => {
    store = new FolderStore(path);
  });

  /** Writes rows [0, count) in row groups of `groupRows`; gives the file's path. */
  async function write(count: number, groupRows: number, codec: Codec = "GZIP"): Promise<string> {
    const metadata = { source_object: "logs/ä.log", rule_version: "logs-1" };
    const file = await ParquetFile.create(store, "a.parquet", EVERY_TYPE, metadata, codec);
    const compressor = new PageCompressor(codec);
    for (let from = 0; from < count; from += groupRows) {
      const rows = expectedRows(count).slice(from, from + groupRows);
      await file.append(
        EVERY_TYPE.columns.map((_, at) => chunkOf(at, rows, compressor)),
        rows.length,
      );
    }
    await file.close();
    return store.pathOf("a.parquet");
  }

  const expectedRows = (count: number): (readonly PlainValue[])[] =>
    Array.from({ length: count }, (_, index) => rowAt(index));

  for (const [what, count, groupRows] of [
    ["no row", 0, 1],
    ["two rows", 2, 10],
    ["row groups of several pages", 45_000, 33_000],
    ["many small row groups", 1_000, 98],
  ] as const) {
    it(`of ${what} is read by pyarrow and DuckDB as what was written`, async () => {
      const path = await write(count, groupRows);

      const [arrow] = await readWithPyarrow([path]);
      const duckdb = await readWithDuckdb(path);

      expect(arrow?.rows).to.deep.equal(expectedRows(count));
      expect(duckdb).to.deep.equal(expectedRows(count));
    });
  }

  it("is read the same when its codec is ZSTD", async () => {
    const path = await write(2_000, 2_000, "ZSTD");

    const [arrow] = await readWithPyarrow([path]);

    expect(arrow?.rows).to.deep.equal(expectedRows(2_000));
  });

  it("has true statistics for every column of every row group, and its metadata", async () => {
    const path = await write(3_000, 1_500);

    const seen = JSON.parse(
      execFileSync(join(__dirname, "../../../.venv/bin/python"), [join(__dirname, "statistics.py"), path], {
        encoding: "utf8",
      }),
    ) as { metadata: Record<string, string>; wrong: string[]; chunks: number; codecs: string[] };

    expect(seen.wrong).to.deep.equal([]);
    expect(seen.chunks).to.equal(2 * EVERY_TYPE.columns.length);
    expect(seen.codecs).to.deep.equal(["GZIP"]);
    expect(seen.metadata).to.deep.equal({ source_object: "logs/ä.log", rule_version: "logs-1" });
  });

  it("does not appear when it is aborted", async () => {
    const file = await ParquetFile.create(store, "a.parquet", EVERY_TYPE, {}, "GZIP");
    await file.abort();

    expect(await Array.fromAsync(store.list(""))).to.deep.equal([]);
  });
});
