import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { transformLogObject } from "../runtime/logs/transform";
import type { ObjectSink } from "../runtime/store/object-store";

/** In Lambda the SDK brings and sends the bytes, whose time does not count as the transformer's. */
const NOWHERE: ObjectSink = {
  create: async () => ({
    waitingBytes: 0,
    write: async () => undefined,
    close: async () => undefined,
    abort: async () => undefined,
  }),
};

/** Transforms a small log file. bench/logs.ts measures, in a process of its own, how long loading this and it take. */
export async function transformSmallFile(path: string): Promise<void> {
  const bytes = readFileSync(path);
  await transformLogObject(
    {
      sourceObject: "logs/bench.log",
      sourceVersion: "1",
      firstByte: 0,
      endByte: bytes.length,
      isGzip: false,
      read: ({ firstByte, endByte }) => Readable.from([bytes.subarray(firstByte, endByte)]),
    },
    NOWHERE,
    { now: new Date(), takeUnterminated: true, mayGrow: false, isForRedshift: true, codec: "GZIP" },
  );
}
