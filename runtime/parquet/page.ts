/**
 * The encodings that the columns use: https://parquet.apache.org/docs/file-format/data-pages/encodings/
 * PLAIN_DICTIONARY is the name that pages of version 1 have for dictionary numbers, which every reader knows;
 * parquetjs-lite does not know the newer RLE_DICTIONARY, of the same bytes.
 */
export type Encoding = "PLAIN" | "RLE" | "PLAIN_DICTIONARY";

/** Rows of a data page: small enough to skip, large enough for the codec to find repetition. */
export const PAGE_ROWS = 16_384;

/** A page before compression. */
export interface Page {
  readonly type: "DATA_PAGE" | "DICTIONARY_PAGE";
  readonly valueCount: number;
  readonly encoding: Encoding;
  /** Valid until the next page is encoded. */
  readonly body: Uint8Array;
}

/** A page on its way into a file. */
export interface StoredPage extends Omit<Page, "body"> {
  readonly plainBytes: number;
  readonly compressed: Uint8Array | Promise<Uint8Array>;
}

/** A value as statistics hold it; text as its UTF-8 bytes. */
export type StatisticsValue = number | bigint | boolean | Uint8Array;

/** A column's part of a row group. */
export interface ColumnChunk {
  /** A dictionary page, if there is one, comes first. */
  readonly pages: readonly StoredPage[];
  readonly encodings: readonly Encoding[];
  /** Values, NULLs included; of a list, its elements. */
  readonly valueCount: number;
  readonly nullCount: number;
  /** Absent when every value is NULL. */
  readonly range?: { readonly min: StatisticsValue; readonly max: StatisticsValue };
}

/** The pages' bounds of a chunk of `rows` rows. */
export function* pageBounds(rows: number): Generator<{ from: number; to: number }, void> {
  for (let from = 0; from < rows; from += PAGE_ROWS) yield { from, to: Math.min(from + PAGE_ROWS, rows) };
}
