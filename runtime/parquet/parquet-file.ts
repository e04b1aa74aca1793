import { gzipSync } from "node:zlib";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Dataset } from "../contracts/dataset";
import { parquetSchema } from "../contracts/derive/parquet-schema";
import type { ObjectStore, ObjectWriter } from "../store/object-store";

/** A value of a cell: timestamps are microseconds since 1970 UTC, lists are arrays of strings. */
export type Cell = string | number | bigint | boolean | null | readonly string[];

/** A row group's values, one array a column in the order of the contract, all of one length. */
export type ColumnValues = readonly (readonly Cell[])[];

/** GZIP level 1: Redshift's COPY documents gzip and snappy, and native zlib is smaller and faster than a JS snappy. */
const COMPRESSION = { level: 1 } as const;

/** A Parquet object in the making; memory holds one row group at the most. */
export class ParquetFile {
  private constructor(
    readonly key: string,
    private readonly dataset: Dataset,
    private readonly target: ObjectWriter,
    private readonly bytes: ByteWriter,
    private readonly parquet: ParquetWriter,
  ) {}

  /**
   * Begins an object; it appears under its key when `close` has resolved.
   *
   * @param metadata key-value pairs for the footer
   */
  static async create(
    store: ObjectStore,
    key: string,
    dataset: Dataset,
    metadata: Readonly<Record<string, string>>,
  ): Promise<ParquetFile> {
    const bytes = new ByteWriter();
    const parquet = new ParquetWriter({
      writer: bytes,
      schema: parquetSchema(dataset),
      codec: "GZIP",
      compressors: { GZIP: (page) => gzipSync(page, COMPRESSION) },
      kvMetadata: Object.entries(metadata).map(([name, value]) => ({ key: name, value })),
      createdBy: "careplus",
    });
    return new ParquetFile(key, dataset, await store.create(key), bytes, parquet);
  }

  /** Writes one row group. */
  async append(values: ColumnValues): Promise<void> {
    const rows = values[0]?.length ?? 0;
    if (rows === 0) return;
    const columnData = this.dataset.columns.map(({ name }, index) => ({
      name,
      data: [...(values[index] ?? [])],
    }));
    await this.parquet.write({ columnData, rowGroupSize: rows });
    await this.drain();
  }

  async close(): Promise<void> {
    await this.parquet.finish();
    await this.drain();
    await this.target.close();
  }

  async abort(): Promise<void> {
    await this.target.abort();
  }

  private async drain(): Promise<void> {
    await this.target.write(this.bytes.getBytes());
    this.bytes.index = 0;
  }
}
