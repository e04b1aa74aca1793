import { type Codec, type Compression, compressionBy } from "./compression";
import { gzipMember } from "./gzip";
import type { Page, StoredPage } from "./page";

/** Bytes of pages that wait for the thread pool at the most. */
const MOST_UNDER_WAY_BYTES = 6 << 20;
/** Memory of pages is made in multiples of this, so that it fits the next page as well. */
const MEMORY_STEP_BYTES = 64 << 10;

/** Compresses pages while the next ones are encoded; their memory is used again, which spares the garbage collector. */
export class PageCompressor {
  private readonly compression: Compression;
  private underWayBytes = 0;
  private readonly spare: Buffer[] = [];
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(codec: Codec) {
    this.compression = compressionBy(codec);
  }

  get codec(): Codec {
    return this.compression.codec;
  }

  /** Takes a page, whose bytes may change afterwards. A fault shows where the page's bytes are awaited. */
  compress({ body, ...page }: Page): StoredPage {
    const plainBytes = body.length;
    const small = this.compression.compressSmall(body);
    if (small !== undefined) return { ...page, plainBytes, compressed: small };
    const memory = this.memoryFor(plainBytes);
    memory.set(body);
    this.underWayBytes += plainBytes;
    const compressed = this.compression.compress(memory.subarray(0, plainBytes));
    const done = compressed
      .catch(() => undefined)
      .then(() => {
        this.underWay.delete(done);
        this.underWayBytes -= plainBytes;
        this.spare.push(memory);
      });
    this.underWay.add(done);
    return { ...page, plainBytes, compressed };
  }

  /**
   * Takes a page that is deflated already, where the codec has a use for that.
   *
   * @param deflate gives the deflated bytes
   */
  take({ body, ...page }: Page, deflate: () => Uint8Array): StoredPage {
    if (this.codec !== "GZIP") return this.compress({ body, ...page });
    return { ...page, plainBytes: body.length, compressed: gzipMember(body, deflate()) };
  }

  /** Resolves when more pages may come. */
  async room(): Promise<void> {
    while (this.underWayBytes > MOST_UNDER_WAY_BYTES) await Promise.race(this.underWay);
  }

  close(): void {
    this.compression.close();
  }

  private memoryFor(bytes: number): Buffer {
    const at = this.spare.findIndex((memory) => memory.length >= bytes);
    const [memory] = at < 0 ? [] : this.spare.splice(at, 1);
    // One that is too small goes, so that there are never more than pages were under way.
    if (memory === undefined) this.spare.pop();
    return memory ?? Buffer.allocUnsafeSlow(Math.ceil(bytes / MEMORY_STEP_BYTES) * MEMORY_STEP_BYTES);
  }
}
