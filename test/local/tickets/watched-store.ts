import type { Readable } from "node:stream";
import type { ObjectStore, ObjectWriter, StoredObject } from "../../../runtime/store/object-store";

/** A real store that calls back before an object is begun or written to; what the callback throws, it throws. */
export class WatchedStore implements ObjectStore {
  constructor(
    private readonly store: ObjectStore,
    private readonly before: (action: "create" | "write" | "close", key: string) => void | Promise<void>,
  ) {}

  list(prefix: string): AsyncIterable<StoredObject> {
    return this.store.list(prefix);
  }

  read(key: string, range?: { firstByte: number; endByte?: number }): Readable {
    return this.store.read(key, range);
  }

  async create(key: string): Promise<ObjectWriter> {
    await this.before("create", key);
    const writer = await this.store.create(key);
    return {
      get waitingBytes() {
        return writer.waitingBytes;
      },
      write: async (bytes) => {
        await this.before("write", key);
        await writer.write(bytes);
      },
      close: async () => {
        try {
          await this.before("close", key);
        } catch (error) {
          await writer.abort();
          throw error;
        }
        await writer.close();
      },
      abort: () => writer.abort(),
    };
  }

  delete(key: string): Promise<void> {
    return this.store.delete(key);
  }
}
