import { LOG_RULE_VERSION } from "../contracts/logs";
import type { TransformedObject } from "../load/transformed-object";
import type { Codec } from "../parquet/compression";
import type { ObjectSink } from "../store/object-store";
import { LogOutput } from "./log-output";
import { positionAt, type ReadRange } from "./position";
import { EntrySplitter } from "./split-entries";
import { Unpacker } from "./unpack";

/** The part of a log object that is to be transformed. */
export interface LogObject {
  readonly sourceObject: string;
  readonly sourceVersion: string;
  /** Offset of the first byte of `bytes` in the object. */
  readonly firstByte: number;
  /** Reads a range of the object's stored bytes. */
  readonly read: ReadRange;
  /** Where to stop: the object's size when it was listed. */
  readonly endByte: number;
  readonly isGzip: boolean;
}

export interface LogTransformOptions {
  readonly now: Date;
  /** False leaves a last entry without separator for later: the object may still be growing. */
  readonly takeUnterminated: boolean;
  /** Tells where to go on reading once the object has grown; objects of S3 do not grow. */
  readonly mayGrow: boolean;
  /** Also writes, of the files of large entries, the copies that COPY reads (docs/decisions/046-large-texts.md). */
  readonly isForRedshift: boolean;
  readonly codec: Codec;
}

/**
 * Turns a log object into processed and quarantined Parquet objects in the lake, by the rules of docs/data.md section 2.
 * Streams: memory grows with the number of distinct entries (their hashes) only. The outputs' names are a function of
 * the object, its version and its first byte, so a repeat overwrites itself.
 *
 * @throws what reading or storing throws; then no output appears that a repeat would not replace
 */
export async function transformLogObject(
  object: LogObject,
  lake: ObjectSink,
  options: LogTransformOptions,
): Promise<TransformedObject> {
  const output = new LogOutput(object, lake, options);
  try {
    const resumeAt = await readEntries(object, output, options);
    const { counts, processedKeys, quarantineKeys } = await output.close();
    return {
      dataset: "logs",
      sourceObject: object.sourceObject,
      sourceVersion: object.sourceVersion,
      counts,
      firstByte: object.firstByte,
      bytesRead: object.endByte - object.firstByte,
      ruleVersion: LOG_RULE_VERSION,
      transformedAt: options.now,
      processedKeys,
      quarantineKeys,
      ...(options.mayGrow && !object.isGzip && { position: await positionAt(object.read, resumeAt) }),
    };
  } catch (error) {
    await output.abort();
    throw error;
  }
}

/** Reads the object's entries into the output; gives the offset just past the last separator. */
async function readEntries(
  object: LogObject,
  output: LogOutput,
  options: LogTransformOptions,
): Promise<number> {
  const splitter = new EntrySplitter(output.kernel, object.firstByte);
  const unpacker = object.isGzip ? new Unpacker() : undefined;
  const { firstByte, endByte } = object;
  const stored = object.read({ firstByte, endByte });
  // Of a packed object nobody knows how much it will be.
  let isExpected = object.isGzip;
  for await (const chunk of unpacker === undefined ? stored : unpacker.unpack(stored)) {
    for (let rest = chunk as Uint8Array; rest.length > 0; ) {
      rest = rest.subarray(splitter.push(rest));
      await takeEntries(splitter, output);
      if (!splitter.isFull) continue;
      await output.endBlock();
      splitter.compact();
      const taken = splitter.resumeAt - firstByte;
      if (isExpected || taken === 0) continue;
      output.expectTimes((endByte - firstByte) / taken);
      isExpected = true;
    }
  }
  // Where a bomb was stopped, there is no entry that ends.
  const last = unpacker?.fault === "gzip_bomb" ? undefined : splitter.end();
  if (last !== undefined && (last.isTerminated || options.takeUnterminated)) await output.take(last);
  if (unpacker?.fault !== undefined) await output.rejectObject(unpacker.fault);
  return splitter.resumeAt;
}

/** Takes the entries that the bytes so far end. */
async function takeEntries(splitter: EntrySplitter, output: LogOutput): Promise<void> {
  for (;;) {
    splitter.takeUsual();
    if (output.kernel.isFull) {
      await output.endBlock();
      continue;
    }
    const entry = splitter.next();
    if (entry === undefined) return;
    await output.take(entry);
  }
}
