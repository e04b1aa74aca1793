import type { PageBuffer } from "./page-buffer";

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
  /** Bytes of the column or of its page buffer, valid until the row group is stored. */
  readonly body: Uint8Array;
}

/** A value as statistics hold it; text as its UTF-8 bytes. */
export type StatisticsValue = number | bigint | boolean | Uint8Array;

/** A column's part of a row group. */
export interface ColumnChunk {
  /** A dictionary page, if there is one, comes first. */
  readonly pages: readonly Page[];
  readonly encodings: readonly Encoding[];
  /** Values, NULLs included; of a list, its elements. */
  readonly valueCount: number;
  readonly nullCount: number;
  /** Absent when every value is NULL. */
  readonly range?: { readonly min: StatisticsValue; readonly max: StatisticsValue };
}

/** What a column's chunks have shown so far; its writers share it, so that none fills a dictionary in vain again. */
export interface ColumnHistory {
  isDistinct: boolean;
}

/** A column of a row group in the making. Its buffers are kept from group to group. */
export interface ColumnWriter {
  readonly rows: number;
  /** Bytes that the rows take so far, roughly. */
  readonly byteLength: number;
  appendNull(): void;
  /**
   * Ends the group: gives its pages, which are to be stored before the first row of the next one is appended.
   *
   * @param pages where they are encoded, unless the column holds them as they will be stored
   */
  takeChunk(pages: PageBuffer): ColumnChunk;
}

/** The pages' bounds of a chunk of `rows` rows. */
export function* pageBounds(rows: number): Generator<{ from: number; to: number }, void> {
  for (let from = 0; from < rows; from += PAGE_ROWS) yield { from, to: Math.min(from + PAGE_ROWS, rows) };
}
