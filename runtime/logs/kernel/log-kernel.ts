import { inflateRawSync } from "node:zlib";
import type { KernelExports } from "./kernel-exports";
import { KERNEL_WASM } from "./kernel-wasm";

/**
 * Writes 1 for each hash that comes for the first time, else 0. A hash is four words, of which the first two count.
 *
 * @param from word of `hashes` where the first one begins
 */
export type MarkNew = (hashes: Uint32Array, from: number, isNew: Uint8Array, count: number) => void;

const WORD_BYTES = 4;
const ALL_NEW: MarkNew = (_hashes, _from, isNew, count) => isNew.fill(1, 0, count);

/** A file's rows of a block: the places [from, to) in its order. */
export interface FileRows {
  /** Its number: file-number.ts of the folder above. */
  readonly file: number;
  readonly from: number;
  readonly to: number;
}

let compiled: WebAssembly.Module | undefined;
/** A kernel that is free, as long as the garbage collector leaves it: making one has it look through everything. */
let spare: WeakRef<LogKernel> | undefined;

/** The bytes of the WebAssembly module. */
export function unpackKernel(): Buffer<ArrayBuffer> {
  return inflateRawSync(Buffer.from(KERNEL_WASM, "base64"));
}

/**
 * The hot path in WebAssembly (assembly/, docs/decisions/008): reads usual entries into rows of a block, and encodes a
 * block's rows as Parquet pages. It holds one block of at most INPUT_BYTES of an object and MOST_ROWS rows. A kernel
 * serves one object at a time.
 */
export class LogKernel {
  readonly exports: KernelExports;
  /** All of its memory, which never grows. */
  readonly memory: Buffer;
  readonly view: DataView;
  /** Where the object's bytes go. Some bytes behind it can be read as well. */
  readonly input: Buffer;

  private markNew = ALL_NEW;

  /** A kernel that has seen no object. Whoever takes it gives it back by `release`, once. */
  static take(markNew: MarkNew = ALL_NEW): LogKernel {
    const free = spare?.deref();
    spare = undefined;
    free?.exports.forgetObject();
    const kernel = free ?? new LogKernel();
    kernel.markNew = markNew;
    return kernel;
  }

  private constructor() {
    compiled ??= new WebAssembly.Module(unpackKernel());
    const { exports } = new WebAssembly.Instance(compiled, {
      duplicates: {
        markNew: (at: number, count: number) => this.markNew(hashes, at / WORD_BYTES, isNew, count),
      },
    });
    this.exports = exports as unknown as KernelExports;
    const { buffer } = this.exports.memory;
    const hashes = new Uint32Array(buffer);
    const isNew = new Uint8Array(buffer, this.exports.IS_NEW.value);
    this.memory = Buffer.from(buffer);
    this.view = new DataView(buffer);
    this.input = Buffer.from(buffer, this.exports.INPUT.value, this.exports.INPUT_BYTES.value);
  }

  release(): void {
    this.markNew = ALL_NEW;
    spare = new WeakRef(this);
  }

  /**
   * Makes rows of the entries in the input from `from` on, up to a full block, or to an entry that is not of the usual
   * layout or not whole, at index `at`.
   *
   * @param limit index before which the input is valid UTF-8
   * @param offset of the input's first byte in the object
   */
  takeEntries(from: number, limit: number, offset: number): void {
    const start = this.exports.INPUT.value;
    this.exports.takeEntries(start + from, start + limit, offset - start);
  }

  /** Index in the input of the entry at hand. */
  get at(): number {
    return this.exports.at.value - this.exports.INPUT.value;
  }

  /** Hashes an entry of another layout for the row to come; gives whether its bytes come for the first time. */
  isNewEntry(from: number, to: number): boolean {
    const start = this.exports.INPUT.value;
    return this.exports.isNewEntry(start + from, start + to) !== 0;
  }

  /** Whether the block has as many rows as it can. */
  get isFull(): boolean {
    return this.exports.rows.value === this.exports.MOST_ROWS.value;
  }

  /** Ends the block: gives its rows by file, to be encoded before `dropRows`. */
  *files(): Generator<FileRows, void> {
    const { exports, view } = this;
    exports.orderByFile();
    for (let from = 0; from < exports.rows.value; ) {
      const to = exports.endOfFile(from);
      yield { file: view.getInt32(exports.fileAt(exports.rowAt(from)), true), from, to };
      from = to;
    }
  }

  /** The page that was encoded last, valid until the next one is. */
  get page(): Buffer {
    return this.memory.subarray(this.exports.OUT.value, this.exports.end.value);
  }

  /** The deflated page behind it. */
  get packedPage(): Buffer {
    return this.memory.subarray(this.exports.end.value, this.exports.packedEnd.value);
  }
}
