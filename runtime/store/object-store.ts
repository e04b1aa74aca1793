import type { Readable } from "node:stream";

/** What a listing tells of an object, without opening it. */
export interface StoredObject {
  /** Path inside the store, parts joined by "/". */
  readonly key: string;
  /** Opaque; changes whenever the object's bytes may have changed. */
  readonly version: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** Takes an object's bytes; the object appears under its key, whole, only when `close` has resolved. */
export interface ObjectWriter {
  /** Bytes that were written and are still in memory. */
  readonly waitingBytes: number;
  /** Resolves when more may be written (back-pressure). The bytes are copied or written before it resolves. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  /** Drops what was written; nothing appears under the key. */
  abort(): Promise<void>;
}

/** Where new objects go. */
export interface ObjectSink {
  /** Begins an object; a later one of the same key replaces it atomically. */
  create(key: string): Promise<ObjectWriter>;
}

/** Where the lake's objects live: a folder on this machine, or S3. */
export interface ObjectStore extends ObjectSink {
  /** Objects whose key begins with `prefix`, in key order. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** The object's bytes from `firstByte` on, `endByte` excluded. Errors on the stream when it cannot be read. */
  read(key: string, range?: { firstByte: number; endByte?: number }): Readable;
  /** Deletes an object; one that is not there is no error. */
  delete(key: string): Promise<void>;
}
