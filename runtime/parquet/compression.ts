import { promisify } from "node:util";
import { constants, gzip, zstdCompress } from "node:zlib";

/**
 * How pages are compressed. GZIP and SNAPPY are what Redshift's COPY documents for columnar files
 * (https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html); ZSTD is for lakes that
 * only Athena and Spark read.
 */
export type Codec = "GZIP" | "ZSTD";

/** Level 1 of either: higher levels take twice the time for a few percent (docs/decisions/006-parquet-by-hand.md). */
const LEVEL = 1;

const compressGzip = promisify(gzip);
const compressZstd = promisify(zstdCompress);

/** Compresses on the thread pool, so that it overlaps with parsing where there is a second core. */
export const COMPRESSORS: Readonly<Record<Codec, (page: Uint8Array, isHash: boolean) => Promise<Buffer>>> = {
  GZIP: (page, isHash) =>
    compressGzip(page, {
      level: LEVEL,
      // Hex digits coded in four bits each: for `entry_id` 7 % smaller than with a search for repetition, in 60 % of
      // the time, which saves 7 % of the whole transformation.
      strategy: isHash ? constants.Z_HUFFMAN_ONLY : constants.Z_DEFAULT_STRATEGY,
      chunkSize: chunkSize(page),
      ...memoryOf(page),
    }),
  ZSTD: (page) =>
    compressZstd(page, {
      params: { [constants.ZSTD_c_compressionLevel]: LEVEL },
      chunkSize: chunkSize(page),
    }),
};

/** One piece for nearly every result; zlib's default of 16 KiB makes dozens and joins them. */
function chunkSize(page: Uint8Array): number {
  return Math.max(1024, page.length >> 1);
}

/**
 * Memory that zlib clears for each page: 260 KB for a large one. Dictionaries and the pages of a date with few entries
 * are often smaller than a kilobyte.
 */
function memoryOf(page: Uint8Array): { windowBits?: number; memLevel?: number } {
  return page.length < SMALL_PAGE_BYTES ? { windowBits: 12, memLevel: 4 } : {};
}

const SMALL_PAGE_BYTES = 4096;
