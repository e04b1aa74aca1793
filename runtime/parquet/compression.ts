import { promisify } from "node:util";
import { constants, gzipSync, zstdCompress } from "node:zlib";
import { CareplusError } from "../errors";
import { Gzipper, storedMember } from "./gzip";

/**
 * How pages are compressed. GZIP and SNAPPY are what Redshift's COPY documents for columnar files
 * (https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html); ZSTD is for lakes that
 * only Athena and Spark read.
 */
export type Codec = "GZIP" | "ZSTD";

/** @throws CareplusError `bad_codec` */
export function requireCodec(name: string): Codec {
  if (name === "GZIP" || name === "ZSTD") return name;
  throw new CareplusError("bad_codec", `${JSON.stringify(name)} is no codec: it must be GZIP or ZSTD.`);
}

/** Level 1 of either: higher levels take twice the time for a few percent (docs/decisions/006-parquet-by-hand.md). */
const LEVEL = 1;
/** Pages below this are compressed at once: handing them to the thread pool takes longer than to compress them. */
const SMALL_BYTES = 4096;
/** Pages below this are not compressed at all: it would take longer than to encode them, and save nothing. */
const TINY_BYTES = 100;

const compressZstd = promisify(zstdCompress);

/**
 * Each does one page after the other, and is given the next one by the main thread: while that parses, so many go on.
 * 6 take 3 to 7 % less of the whole time than 2, and 1 MB more memory.
 */
const MOST_GZIPPERS = 6;

/** Compresses pages: small ones at once, others on the thread pool, where that overlaps with parsing. */
export interface Compression {
  readonly codec: Codec;
  /** The page compressed; undefined where it is not so small that this takes no time. */
  compressSmall(page: Uint8Array): Uint8Array | undefined;
  /** @param page must not change until the promise is settled */
  compress(page: Uint8Array): Promise<Uint8Array>;
  close(): void;
}

export function compressionBy(codec: Codec): Compression {
  return codec === "GZIP" ? new GzipCompression() : new ZstdCompression();
}

class GzipCompression implements Compression {
  readonly codec = "GZIP";
  private readonly gzippers: Gzipper[] = [];
  private pages = 0;

  compressSmall(page: Uint8Array): Uint8Array | undefined {
    if (page.length < TINY_BYTES) return storedMember(page);
    if (page.length >= SMALL_BYTES) return undefined;
    // Memory that zlib clears for each page: 260 KB unless it is told that the page is small.
    return gzipSync(page, { level: LEVEL, chunkSize: 1024, windowBits: 12, memLevel: 4 });
  }

  compress(page: Uint8Array): Promise<Uint8Array> {
    const next = this.pages++ % MOST_GZIPPERS;
    const gzipper = this.gzippers[next] ?? new Gzipper(LEVEL);
    this.gzippers[next] = gzipper;
    return gzipper.compress(page);
  }

  close(): void {
    for (const gzipper of this.gzippers) gzipper.close();
  }
}

class ZstdCompression implements Compression {
  readonly codec = "ZSTD";

  compressSmall(): undefined {
    return undefined;
  }

  async compress(page: Uint8Array): Promise<Uint8Array> {
    // One piece for nearly every result; zlib's default of 16 KiB makes dozens and joins them.
    const chunkSize = Math.max(1024, page.length >> 1);
    const params = { [constants.ZSTD_c_compressionLevel]: LEVEL };
    // Without the room behind it: pages wait for their row group.
    return Buffer.from(await compressZstd(page, { params, chunkSize }));
  }

  close(): void {}
}
