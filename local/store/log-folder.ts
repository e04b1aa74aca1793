import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { CareplusError } from "../../runtime/errors";
import type { StoredObject } from "../../runtime/store/object-store";
import { fileVersion } from "./file-version";

const LOG_FILE = /\.log(\.gz)?$/;

export interface LogListing {
  /** Log files in key order; a key is `logs/` and the path in the folder. */
  readonly objects: readonly StoredObject[];
  /** A sentence for each file that cannot be read. */
  readonly unreadable: readonly string[];
}

/** The user's folder of log files, read where it is; nothing is ever written there. */
export class LogFolder {
  constructor(private readonly root: string) {}

  /** @throws CareplusError `no_log_folder` when there is no such folder */
  async list(): Promise<LogListing> {
    const objects: StoredObject[] = [];
    const unreadable: string[] = [];
    for (const path of await this.logFiles()) {
      const key = `logs/${path.split(sep).join("/")}`;
      try {
        const file = await stat(join(this.root, path), { bigint: true });
        if (file.isFile()) objects.push({ key, ...fileVersion(file) });
        else unreadable.push(`${key} is no file`);
      } catch (error) {
        unreadable.push(`${key} could not be read: ${(error as Error).message}`);
      }
    }
    return { objects, unreadable };
  }

  /** The bytes [firstByte, endByte) of a listed log file. */
  read(key: string, range: { firstByte: number; endByte?: number }): Readable {
    // A stream of no bytes cannot be said as a range of a file.
    if (range.endByte !== undefined && range.endByte <= range.firstByte) return new PassThrough().end();
    const end = range.endByte === undefined ? {} : { end: range.endByte - 1 };
    return createReadStream(join(this.root, key.slice("logs/".length)), { start: range.firstByte, ...end });
  }

  private async logFiles(): Promise<string[]> {
    try {
      const names = await readdir(this.root, { recursive: true });
      return names.filter((name) => LOG_FILE.test(name)).sort();
    } catch (error) {
      throw new CareplusError("no_log_folder", `the log folder ${this.root} cannot be read`, {
        cause: error,
      });
    }
  }
}
