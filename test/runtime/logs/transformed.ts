import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { parquetReadObjects } from "hyparquet";
import { FolderStore } from "../../../local/store/folder-store";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { type LogTransformOptions, transformLogObject } from "../../../runtime/logs/transform";

export interface Transformed {
  readonly result: TransformedObject;
  readonly rows: Record<string, unknown>[];
  readonly quarantined: Record<string, unknown>[];
  /** Bytes of every output, by key. */
  readonly files: ReadonlyMap<string, Buffer>;
}

export interface TransformSetting extends Partial<LogTransformOptions> {
  readonly chunkBytes?: number;
  readonly isGzip?: boolean;
  readonly firstByte?: number;
}

/** Transforms bytes as an object `logs/a.log` and reads the outputs back with hyparquet, which did not write them. */
export async function transformBytes(
  bytes: Uint8Array | string,
  setting: TransformSetting = {},
): Promise<Transformed> {
  const object = Buffer.from(bytes as Uint8Array);
  const read: Read = ({ firstByte, endByte }) =>
    chunks(object.subarray(firstByte, endByte), setting.chunkBytes);
  return transformRead(read, object.length, setting);
}

/** Transforms an object of bytes that need not be in memory together. */
export function transformChunks(chunksOf: () => Iterable<Buffer>): Promise<Transformed> {
  return transformRead(chunksOf, Number.MAX_SAFE_INTEGER, { mayGrow: false });
}

type Read = (range: { readonly firstByte: number; readonly endByte: number }) => Iterable<Buffer>;

async function transformRead(read: Read, endByte: number, setting: TransformSetting): Promise<Transformed> {
  const root = await mkdtemp(join(tmpdir(), "careplus-logs-"));
  const lake = new FolderStore(root);
  try {
    const result = await transformLogObject(
      {
        sourceObject: "logs/a.log",
        sourceVersion: "1",
        firstByte: setting.firstByte ?? 0,
        endByte,
        read: (range) => Readable.from(read(range)),
        isGzip: setting.isGzip ?? false,
      },
      lake,
      {
        now: setting.now ?? new Date("2025-08-01T00:00:00Z"),
        takeUnterminated: setting.takeUnterminated ?? true,
        mayGrow: setting.mayGrow ?? true,
        isForRedshift: setting.isForRedshift ?? false,
        codec: setting.codec ?? "GZIP",
      },
    );
    const files = new Map<string, Buffer>();
    for (const key of [...result.processedKeys, ...result.quarantineKeys])
      files.set(key, await readFile(lake.pathOf(key)));
    return {
      result,
      rows: await readAll(result.processedKeys.map((key) => files.get(key) as Buffer)),
      quarantined: await readAll(result.quarantineKeys.map((key) => files.get(key) as Buffer)),
      files,
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const COMPRESSORS = {
  GZIP: (page: Uint8Array) => gunzipSync(page),
  ZSTD: (page: Uint8Array) => zstdDecompressSync(page),
};

async function readAll(files: readonly Buffer[]): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (const bytes of files) {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    rows.push(...(await parquetReadObjects({ file, compressors: COMPRESSORS })));
  }
  return rows;
}

function* chunks(bytes: Buffer, size = 1 << 16): Generator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
