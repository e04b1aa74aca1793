import { createGunzip } from "node:zlib";

/** Bytes out per byte in above which a gzip object is taken for a bomb: logs pack 10 to 30 times, the most is 1,032. */
const LARGEST_RATIO = 200;
const RATIO_COUNTS_FROM_BYTES = 64 << 20;

/** Node's default of 16 KiB takes half as long again for the whole transformation of a gzip object. */
const CHUNK_BYTES = 256 << 10;

/** Why unpacking stopped before the end; what came until then is processed. */
export type UnpackFault = "truncated_gzip" | "bad_gzip" | "gzip_bomb";

/** Unpacks a gzip object as a stream. A fault ends the stream and is told by `fault`. */
export class Unpacker {
  fault: UnpackFault | undefined;
  private bytesIn = 0;

  async *unpack(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
    const feeding = this.feed(packed, gunzip);
    let bytesOut = 0;
    try {
      for await (const chunk of gunzip as AsyncIterable<Buffer>) {
        bytesOut += chunk.length;
        if (bytesOut > RATIO_COUNTS_FROM_BYTES && bytesOut > this.bytesIn * LARGEST_RATIO) {
          this.fault = "gzip_bomb";
          break;
        }
        yield chunk;
      }
    } catch (error) {
      this.fault = (error as NodeJS.ErrnoException).code === "Z_BUF_ERROR" ? "truncated_gzip" : "bad_gzip";
    } finally {
      gunzip.destroy();
    }
    const readFault = await feeding;
    if (readFault !== undefined) throw readFault;
  }

  /** Feeds the packed bytes; resolves to the fault of reading them, which is not a fault of the format. */
  private async feed(
    packed: AsyncIterable<Uint8Array>,
    gunzip: ReturnType<typeof createGunzip>,
  ): Promise<unknown> {
    const closed = new Promise<void>((resolve) => gunzip.once("close", resolve));
    try {
      for await (const chunk of packed) {
        if (gunzip.destroyed) return undefined;
        this.bytesIn += chunk.length;
        if (!gunzip.write(chunk)) {
          await Promise.race([new Promise<void>((resolve) => gunzip.once("drain", resolve)), closed]);
        }
      }
      gunzip.end();
      return undefined;
    } catch (error) {
      gunzip.destroy();
      return error;
    }
  }
}
