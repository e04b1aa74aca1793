import { type LoadRequest, loadRequest, type QueueMessage } from "./load-event";
import type { LoadedObject } from "./load-outcome";
import type { LoadBatch } from "./load-plan";
import { splitBatches } from "./split-batches";
import type { TransformedObject } from "./transformed-object";

/** What the loader does to the world around it. */
export interface LoaderPorts {
  readonly readManifest: (key: string) => Promise<TransformedObject>;
  readonly load: (batch: LoadBatch) => Promise<readonly LoadedObject[]>;
  /** Told of each batch that was committed. */
  readonly announce: (loaded: readonly LoadedObject[]) => Promise<void>;
  /** Told of what went wrong; the request comes again. */
  readonly report: (error: unknown, what: string) => void;
}

/** The same for messages; one that tells of no manifest comes again until it is put aside. */
export async function loadMessages(
  messages: readonly QueueMessage[],
  ports: LoaderPorts,
): Promise<ReadonlySet<string>> {
  const requests: LoadRequest[] = [];
  const unread = new Set<string>();
  for (const message of messages) {
    try {
      requests.push(loadRequest(message));
    } catch (error) {
      ports.report(error, message.messageId);
      unread.add(message.messageId);
    }
  }
  return new Set([...unread, ...(await loadRequests(requests, ports))]);
}

/**
 * Loads what the requests ask for, in batches. One that fails does not keep the others back.
 *
 * @returns ids of the messages that must come again
 */
export async function loadRequests(
  requests: readonly LoadRequest[],
  ports: LoaderPorts,
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  const objects = new Map<TransformedObject, string[]>();
  const byKey = Map.groupBy(requests, ({ manifestKey }) => manifestKey);
  for (const [key, same] of byKey) {
    const messageIds = same.map(({ messageId }) => messageId);
    try {
      objects.set(await ports.readManifest(key), messageIds);
    } catch (error) {
      ports.report(error, key);
      for (const messageId of messageIds) failed.add(messageId);
    }
  }
  for (const batch of splitBatches([...objects.keys()])) {
    try {
      const loaded = await ports.load(batch);
      await ports.announce(loaded);
    } catch (error) {
      ports.report(error, batch.map(({ sourceObject }) => sourceObject).join(", "));
      for (const object of batch) for (const messageId of objects.get(object) ?? []) failed.add(messageId);
    }
  }
  return failed;
}
