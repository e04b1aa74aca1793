import { type Codec, compressPage, isCompressedAtOnce } from "./compression";
import type { Page, StoredPage } from "./page";

/** Bytes of pages that wait for the thread pool at the most: a few pages for each of its threads. */
const MOST_UNDER_WAY_BYTES = 6 << 20;
/** Memory of pages is made in multiples of this, so that it fits the next page as well. */
const MEMORY_STEP_BYTES = 64 << 10;

/** Compresses pages while the next ones are encoded; their memory is used again, which spares the garbage collector. */
export class PageCompressor {
  private underWayBytes = 0;
  private readonly spare: Buffer[] = [];
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(readonly codec: Codec) {}

  /**
   * Takes a page, whose bytes may change afterwards. A fault shows where the page's bytes are awaited.
   *
   * @param isHash the page is of hex digits without repetition
   */
  compress({ body, ...page }: Page, isHash = false): StoredPage {
    const plainBytes = body.length;
    if (isCompressedAtOnce(body)) {
      return { ...page, plainBytes, compressed: compressPage(this.codec, body, isHash) };
    }
    const memory = this.memoryFor(plainBytes);
    memory.set(body);
    this.underWayBytes += plainBytes;
    const compressed = Promise.resolve(compressPage(this.codec, memory.subarray(0, plainBytes), isHash));
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

  /** Resolves when more pages may come. */
  async room(): Promise<void> {
    while (this.underWayBytes > MOST_UNDER_WAY_BYTES) await Promise.race(this.underWay);
  }

  private memoryFor(bytes: number): Buffer {
    const at = this.spare.findIndex((memory) => memory.length >= bytes);
    const [memory] = at < 0 ? [] : this.spare.splice(at, 1);
    // One that is too small goes, so that there are never more than pages were under way.
    if (memory === undefined) this.spare.pop();
    return memory ?? Buffer.allocUnsafeSlow(Math.ceil(bytes / MEMORY_STEP_BYTES) * MEMORY_STEP_BYTES);
  }
}
