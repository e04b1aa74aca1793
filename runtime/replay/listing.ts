import { MOST_RECEIVES, type QueueRecord } from "../queue/queue-message";
import type { RawObject } from "./raw-zone";

/** The transformer takes as many from its queue. */
const OBJECTS_PER_CALL = 10;
/** A tenth of what one call has the time for. */
const BYTES_PER_CALL = 2 * 1024 ** 3;

/**
 * Lines for the transformer, each the event of one call, in which the log objects look as when they arrived. They count
 * as received for the last time: one that cannot be transformed is put aside with its reason, like any other.
 */
export function logLines(bucket: string, objects: readonly RawObject[]): string[] {
  const lines: string[] = [];
  let records: QueueRecord[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (records.length > 0) lines.push(JSON.stringify({ Records: records }));
    records = [];
    bytes = 0;
  };
  for (const object of objects) {
    if (records.length === OBJECTS_PER_CALL || bytes + object.sizeBytes > BYTES_PER_CALL) flush();
    records.push(arrivalOf(bucket, object));
    bytes += object.sizeBytes;
  }
  flush();
  return lines;
}

/** Lines for the ticket job, each what one run is about. */
export function extractionLines(extractions: readonly string[]): string[] {
  return extractions.map((sourceObject) => JSON.stringify({ sourceObject }));
}

/** In the form of EventBridge's `Object Created`, so that a dead letter can be sent to the queue like the others. */
function arrivalOf(bucket: string, { key, version, sizeBytes }: RawObject): QueueRecord {
  const object = { key, size: sizeBytes, "version-id": version };
  return {
    messageId: `replay of ${key}, version ${version}`,
    body: JSON.stringify({ detail: { bucket: { name: bucket }, object } }),
    attributes: { ApproximateReceiveCount: String(MOST_RECEIVES) },
  };
}
