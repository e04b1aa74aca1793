import type { SchemaElement } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import type { Dataset } from "../contracts/dataset";
import { parquetSchema } from "../contracts/derive/parquet-schema";
import type { ObjectSink, ObjectWriter } from "../store/object-store";
import type { Codec } from "./compression";
import { type ChunkMetaData, type FooterData, writeFooter } from "./footer";
import type { ColumnChunk, StoredPage } from "./page";

const MAGIC = Buffer.from("PAR1");
/** The only version that every reader takes (parquetjs-lite refuses 2); it says nothing of pages or encodings. */
const FORMAT_VERSION = 1;

/**
 * A Parquet object in the making, row group by row group.
 *
 * Pages, chunks and the footer are laid out as in https://parquet.apache.org/docs/file-format/; the Thrift of page
 * headers and footer is encoded by hyparquet-writer.
 */
export class ParquetFile {
  private readonly schema: SchemaElement[];
  private readonly leaves: readonly Leaf[];
  private readonly rowGroups: FooterData["row_groups"][number][] = [];
  private offset = 0;

  private constructor(
    readonly key: string,
    private readonly target: ObjectWriter,
    dataset: Dataset,
    private readonly metadata: Readonly<Record<string, string>>,
    private readonly codec: Codec,
  ) {
    this.schema = parquetSchema(dataset);
    this.leaves = leavesOf(this.schema);
  }

  /**
   * Begins an object; it appears under its key when `close` has resolved.
   *
   * @param metadata key-value pairs for the footer
   * @param codec of the pages that will be appended
   */
  static async create(
    store: ObjectSink,
    key: string,
    dataset: Dataset,
    metadata: Readonly<Record<string, string>>,
    codec: Codec,
  ): Promise<ParquetFile> {
    const file = new ParquetFile(key, await store.create(key), dataset, metadata, codec);
    file.offset = MAGIC.length;
    return file;
  }

  /** Bytes that the object's writer holds in memory. */
  get waitingBytes(): number {
    return this.target.waitingBytes;
  }

  /** Stores a row group, one after the other. */
  async append(chunks: readonly ColumnChunk[], rows: number): Promise<void> {
    const start = this.offset;
    // The file begins with the first row group: one write of both.
    const pieces: Uint8Array[] = this.rowGroups.length === 0 ? [MAGIC] : [];
    const columns: ChunkMetaData[] = [];
    for (const [index, chunk] of chunks.entries()) columns.push(await this.layOut(index, chunk, pieces));
    // One write a row group: one a page would take more time than compressing small pages does.
    await this.target.write(Buffer.concat(pieces));
    this.rowGroups.push({
      columns: columns.map((meta_data) => ({ file_offset: meta_data.data_page_offset, meta_data })),
      num_rows: BigInt(rows),
      total_byte_size: columns.reduce((sum, column) => sum + column.total_uncompressed_size, 0n),
      total_compressed_size: BigInt(this.offset - start),
    });
  }

  async close(): Promise<void> {
    const footer = new ByteWriter();
    if (this.rowGroups.length === 0) footer.appendBytes(MAGIC);
    writeFooter(footer, this.footer());
    footer.appendBytes(MAGIC);
    await this.target.write(footer.getBytes());
    await this.target.close();
  }

  async abort(): Promise<void> {
    await this.target.abort();
  }

  /** Adds a chunk's pages to the pieces of the file, and tells where they will be. */
  private async layOut(index: number, chunk: ColumnChunk, pieces: Uint8Array[]): Promise<ChunkMetaData> {
    const leaf = this.leaves[index];
    if (leaf?.element.type === undefined) throw new Error(`the schema has no column ${index}`);
    const start = this.offset;
    let uncompressed = 0;
    let dictionaryOffset: number | undefined;
    let dataOffset: number | undefined;
    for (const page of chunk.pages) {
      const body = await page.compressed;
      const header = pageHeader(page, body.length);
      if (page.type === "DICTIONARY_PAGE") dictionaryOffset = this.offset;
      else dataOffset ??= this.offset;
      uncompressed += header.length + page.plainBytes;
      pieces.push(header, body);
      this.offset += header.length + body.length;
    }
    return {
      type: leaf.element.type,
      encodings: [...chunk.encodings],
      path_in_schema: leaf.path,
      codec: this.codec,
      num_values: BigInt(chunk.valueCount),
      total_uncompressed_size: BigInt(uncompressed),
      total_compressed_size: BigInt(this.offset - start),
      data_page_offset: BigInt(dataOffset ?? start),
      ...(dictionaryOffset !== undefined && { dictionary_page_offset: BigInt(dictionaryOffset) }),
      statistics: {
        null_count: BigInt(chunk.nullCount),
        ...(chunk.range !== undefined && { range: chunk.range }),
      },
    };
  }

  private footer(): FooterData {
    return {
      version: FORMAT_VERSION,
      created_by: "careplus",
      schema: this.schema,
      num_rows: this.rowGroups.reduce((rows, group) => rows + group.num_rows, 0n),
      row_groups: this.rowGroups,
      key_value_metadata: Object.entries(this.metadata).map(([key, value]) => ({ key, value })),
      metadata_length: 0,
    };
  }
}

interface Leaf {
  readonly path: string[];
  readonly element: SchemaElement;
}

/** The elements that hold values, with their paths; a list's are three deep. */
function leavesOf([, ...elements]: readonly SchemaElement[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let path: string[] = [];
  for (const element of elements) {
    path = [...path, element.name];
    if (element.num_children !== undefined) continue;
    leaves.push({ path, element });
    path = [];
  }
  return leaves;
}

/** A data page of version 1, or a dictionary page. */
function pageHeader(
  { type, valueCount, encoding, plainBytes }: StoredPage,
  compressedLength: number,
): Uint8Array {
  const writer = new ByteWriter(64);
  writePageHeader(writer, {
    type,
    uncompressed_page_size: plainBytes,
    compressed_page_size: compressedLength,
    ...(type === "DATA_PAGE"
      ? {
          data_page_header: {
            num_values: valueCount,
            encoding,
            definition_level_encoding: "RLE",
            repetition_level_encoding: "RLE",
          },
        }
      : { dictionary_page_header: { num_values: valueCount, encoding } }),
  });
  return writer.getBytes();
}
