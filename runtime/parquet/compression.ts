import { promisify } from "node:util";
import { constants, gzip, gzipSync, zstdCompress, zstdCompressSync } from "node:zlib";

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

/** Pages below this are compressed at once: handing them to the thread pool takes longer than to compress them. */
const SMALL_PAGE_BYTES = 4096;

export function isCompressedAtOnce(page: Uint8Array): boolean {
  return page.length < SMALL_PAGE_BYTES;
}

/**
 * Compresses a page: a small one at once, others on the thread pool, where that overlaps with parsing if there is a
 * second core.
 *
 * @param isHash the page is of hex digits without repetition
 */
export function compressPage(
  codec: Codec,
  page: Uint8Array,
  isHash: boolean,
): Uint8Array | Promise<Uint8Array> {
  const isSmall = isCompressedAtOnce(page);
  if (codec === "ZSTD") {
    const options = { params: { [constants.ZSTD_c_compressionLevel]: LEVEL }, chunkSize: chunkSize(page) };
    return isSmall ? zstdCompressSync(page, options) : compressZstd(page, options).then(withoutRoom);
  }
  const options = {
    level: LEVEL,
    // Hex digits coded in four bits each: for `entry_id` 7 % smaller than with a search for repetition, in 60 % of
    // the time, which saves 7 % of the whole transformation.
    strategy: isHash ? constants.Z_HUFFMAN_ONLY : constants.Z_DEFAULT_STRATEGY,
    chunkSize: chunkSize(page),
    // Memory that zlib clears for each page: 260 KB unless it is told that the page is small.
    ...(isSmall && { windowBits: 12, memLevel: 4 }),
  };
  return isSmall ? gzipSync(page, options) : compressGzip(page, options).then(withoutRoom);
}

/** One piece for nearly every result; zlib's default of 16 KiB makes dozens and joins them. */
function chunkSize(page: Uint8Array): number {
  return Math.max(1024, page.length >> 1);
}

/** The result in memory of its own size: compressed pages wait for their row group, up to 100,000 rows of them. */
function withoutRoom(compressed: Buffer): Uint8Array {
  return compressed.length * 2 > compressed.buffer.byteLength ? compressed : Buffer.from(compressed);
}
