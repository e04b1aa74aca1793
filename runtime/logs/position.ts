import { createHash, type Hash } from "node:crypto";
import type { Readable } from "node:stream";
import type { LogPosition } from "../load/transformed-object";

/** How much of an object's beginning, and of what lies before the position, tells whether it only grew. */
const WINDOW_BYTES = 64 << 10;

export type ReadRange = (range: { firstByte: number; endByte: number }) => Readable;

/** The position of an object that was read up to `resumeAt`; reads the two windows once more. */
export async function positionAt(read: ReadRange, resumeAt: number): Promise<LogPosition> {
  return { resumeAt, fingerprint: await fingerprint(read, resumeAt) };
}

/** Whether the object still begins with the bytes that were read, so that reading can go on from the position. */
export async function positionStillValid(read: ReadRange, position: LogPosition): Promise<boolean> {
  return (await fingerprint(read, position.resumeAt)) === position.fingerprint;
}

async function fingerprint(read: ReadRange, resumeAt: number): Promise<string> {
  const hash = createHash("sha256").update(`${resumeAt}\0`);
  await addRange(hash, read, 0, Math.min(WINDOW_BYTES, resumeAt));
  await addRange(hash, read, Math.max(0, resumeAt - WINDOW_BYTES), resumeAt);
  return hash.digest("hex").slice(0, 32);
}

async function addRange(hash: Hash, read: ReadRange, firstByte: number, endByte: number): Promise<void> {
  if (endByte <= firstByte) return;
  for await (const chunk of read({ firstByte, endByte })) hash.update(chunk as Buffer);
}
