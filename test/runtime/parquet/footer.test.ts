import { expect } from "chai";
import fc from "fast-check";
import type { FileMetaData } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import { parquetSchema } from "../../../runtime/contracts/derive/parquet-schema";
import { LOG_QUARANTINE, LOGS } from "../../../runtime/contracts/logs";
import { type FooterData, writeFooter } from "../../../runtime/parquet/footer";
import type { StatisticsValue } from "../../../runtime/parquet/page";

type Chunk = FooterData["row_groups"][number]["columns"][number]["meta_data"];
type Range = Chunk["statistics"]["range"];

const PHYSICAL = {
  string: "BYTE_ARRAY",
  timestamp: "INT64",
  int: "INT32",
  double: "DOUBLE",
  boolean: "BOOLEAN",
} as const;

/** A footer of one row group with these columns of LOGS and their ranges. */
function footer(ranges: readonly (readonly [name: string, range: Range])[]): FooterData {
  const columns = ranges.map(([name, range]) => {
    const type = LOGS.columns.find((column) => column.name === name)?.type as keyof typeof PHYSICAL;
    const meta_data: Chunk = {
      type: PHYSICAL[type],
      encodings: ["PLAIN", "RLE"],
      path_in_schema: [name],
      codec: "GZIP",
      num_values: 7n,
      total_uncompressed_size: 1_000n,
      total_compressed_size: 700n,
      data_page_offset: 4n,
      ...(range === undefined && { dictionary_page_offset: 2n }),
      statistics: { null_count: 1n, ...(range !== undefined && { range }) },
    };
    return { file_offset: 4n, meta_data };
  });
  return {
    version: 1,
    created_by: "careplus",
    schema: [...parquetSchema(LOGS), ...parquetSchema(LOG_QUARANTINE).slice(1)],
    num_rows: 7n,
    row_groups: [{ columns, num_rows: 7n, total_byte_size: 1_000n, total_compressed_size: 700n }],
    key_value_metadata: [{ key: "source_object", value: "logs/ä.log" }],
    metadata_length: 0,
  };
}

function written(file: FooterData): Uint8Array {
  const writer = new ByteWriter();
  writeFooter(writer, file);
  return writer.getBytes();
}

/** The same by hyparquet-writer's own writer of footers. */
function expected(file: FooterData): Uint8Array {
  const row_groups = file.row_groups.map((group) => ({
    ...group,
    columns: group.columns.map(({ file_offset, meta_data: { statistics, ...rest } }) => ({
      file_offset,
      meta_data: {
        ...rest,
        statistics: {
          null_count: statistics.null_count,
          ...(statistics.range && { min_value: statistics.range.min, max_value: statistics.range.max }),
        },
      },
    })),
  }));
  const writer = new ByteWriter();
  writeMetadata(writer, { ...file, row_groups } as FileMetaData, 64);
  return writer.getBytes();
}

describe("the footer of a Parquet file", () => {
  const text = (value: string): StatisticsValue => Buffer.from(value);

  it("is, byte by byte, what hyparquet-writer writes, for every type of the contracts", () => {
    const file = footer([
      ["message", { min: text("a"), max: text("b") }],
      ["logged_at", { min: 1_751_328_000_000_000n, max: 1_751_328_000_000_001n }],
      ["response_time_ms", { min: -1, max: 86_400_000 }],
      ["cpu_percent", { min: 0.5, max: 100 }],
      ["is_error", { min: false, max: true }],
      ["debug", undefined],
    ]);

    expect(Buffer.from(written(file)).equals(Buffer.from(expected(file)))).to.equal(true);
  });

  it("cuts long bounds as hyparquet-writer does, whatever their characters", () => {
    const characters = fc.constantFrom("a", "é", "€", "😀", "\u{d7ff}", "\u{10ffff}", "\u{10fffe}", "\0");
    const long = fc.array(characters, { minLength: 10, maxLength: 80 }).map((some) => some.join(""));
    fc.assert(
      fc.property(long, long, (min, max) => {
        const file = footer([["message", { min: text(min), max: text(max) }]]);

        expect(Buffer.from(written(file)).equals(Buffer.from(expected(file)))).to.equal(true);
      }),
    );
  });
});
