import { randomBytes } from "node:crypto";
import { type BigIntStats, createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { CareplusError } from "../../runtime/errors";
import type { ObjectStore, ObjectWriter, StoredObject } from "../../runtime/store/object-store";
import { fileVersion } from "./file-version";

/** Node's default of 64 KiB took a tenth more of a transformation's time: each read waits for the thread pool. */
const CHUNK_BYTES = 512 << 10;

/** The lake as a folder: keys are paths below it. Drafts of objects lie in `tmp/` until they are whole. */
export class FolderStore implements ObjectStore {
  constructor(private readonly root: string) {}

  /** Where the object is, for programs that read files (DuckDB). */
  pathOf(key: string): string {
    const parts = key.split("/");
    if (key.includes("\0") || parts.some((part) => part === "" || part === "." || part === "..")) {
      throw new CareplusError("bad_key", `${JSON.stringify(key)} is no key of an object`);
    }
    return join(this.root, ...parts);
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    const keys = await keysBelow(join(this.root, folder), folder);
    for (const key of keys.sort()) {
      if (!key.startsWith(prefix) || key.startsWith("tmp/")) continue;
      const file = await statUnlessGone(this.pathOf(key));
      if (file !== undefined) yield { key, ...fileVersion(file) };
    }
  }

  read(key: string, range: { firstByte: number; endByte?: number } = { firstByte: 0 }): Readable {
    const end = range.endByte === undefined ? {} : { end: range.endByte - 1 };
    return createReadStream(this.pathOf(key), { start: range.firstByte, ...end, highWaterMark: CHUNK_BYTES });
  }

  async create(key: string): Promise<ObjectWriter> {
    const path = this.pathOf(key);
    const draft = join(this.root, "tmp", randomBytes(12).toString("hex"));
    try {
      await mkdir(dirname(draft), { recursive: true });
      return new FileWriter(await open(draft, "w"), draft, path);
    } catch (error) {
      throw explainFullDisk(error, path);
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }
}

class FileWriter implements ObjectWriter {
  readonly waitingBytes = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly draft: string,
    private readonly path: string,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    try {
      await this.file.writeFile(bytes);
    } catch (error) {
      throw explainFullDisk(error, this.path);
    }
  }

  async close(): Promise<void> {
    try {
      await this.file.close();
      await mkdir(dirname(this.path), { recursive: true });
      await rename(this.draft, this.path);
    } catch (error) {
      await this.abort();
      throw explainFullDisk(error, this.path);
    }
  }

  async abort(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await rm(this.draft, { force: true });
  }
}

async function keysBelow(folder: string, prefix: string): Promise<string[]> {
  let entries: Awaited<ReturnType<typeof readFolder>>;
  try {
    entries = await readFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const keys: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory())
      keys.push(...(await keysBelow(join(folder, entry.name), `${prefix}${entry.name}/`)));
    else keys.push(prefix + entry.name);
  }
  return keys;
}

/** An object that was deleted since its folder was read is none. */
async function statUnlessGone(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const readFolder = (folder: string) => readdir(folder, { withFileTypes: true });

function explainFullDisk(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== "ENOSPC" && code !== "EDQUOT") return error;
  return new CareplusError("disk_full", `there is no space left to write ${path}: make room and run again`, {
    cause: error,
  });
}
