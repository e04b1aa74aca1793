import type { CodeArray } from "../../warehouse/read-codes";
import { codeArray } from "./coded-column";

/** Most bytes that wait for their next use. */
const MOST_KEPT = 128 * 2 ** 20;

const free: ArrayBuffer[] = [];

/**
 * Memory for the rows of one answer. A filter over millions of rows takes tens of megabytes, and to get these anew
 * for each click cost a third of the answer; so they are given back and taken again.
 */
export class Scratch {
  readonly #taken: ArrayBuffer[] = [];

  /** Room for so many codes below `size`; what was in it before is still there. */
  take(size: number, length: number): CodeArray {
    const { BYTES_PER_ELEMENT: bytes } = codeArray(size, 0);
    const place = free.findIndex(({ byteLength }) => byteLength >= bytes * length);
    const [buffer = new ArrayBuffer(bytes * length)] = place < 0 ? [] : free.splice(place, 1);
    this.#taken.push(buffer);
    if (bytes === 1) return new Uint8Array(buffer, 0, length);
    return bytes === 2 ? new Uint16Array(buffer, 0, length) : new Uint32Array(buffer, 0, length);
  }

  /** Gives everything back: none of it is read any more. */
  release(): void {
    free.push(...this.#taken.splice(0));
    free.sort((one, other) => one.byteLength - other.byteLength);
    let kept = free.reduce((sum, { byteLength }) => sum + byteLength, 0);
    while (kept > MOST_KEPT) kept -= free.shift()?.byteLength ?? kept;
  }
}
