/** Bytes that grow at the end and keep their room when emptied. */
export class ByteBuffer {
  bytes: Buffer;
  length = 0;

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  /** Makes room for `count` more bytes; `bytes` may be another buffer afterwards. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  /** Appends a PLAIN byte array: its length in four bytes, then the bytes. */
  appendText(source: Uint8Array, from: number, to: number): void {
    const count = to - from;
    this.reserve(count + 4);
    const { bytes } = this;
    let at = this.length;
    bytes[at++] = count & 255;
    bytes[at++] = (count >>> 8) & 255;
    bytes[at++] = (count >>> 16) & 255;
    bytes[at++] = count >>> 24;
    if (count < NATIVE_COPY_BYTES) {
      for (let index = from; index < to; index++) bytes[at++] = source[index] as number;
    } else {
      bytes.set(source.subarray(from, to), at);
      at += count;
    }
    this.length = at;
  }

  /** A copy of the bytes [from, to). */
  copy(from: number, to: number): Buffer {
    return Buffer.from(this.bytes.subarray(from, to));
  }
}

/** Below this a loop copies faster than the call of TypedArray.set costs. */
const NATIVE_COPY_BYTES = 96;
