import { CareplusError } from "../errors";
import type { QueueMessage } from "../queue/queue-message";
import { type LoadRequest, loadRequest } from "./load-event";
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
  /** Told of what went wrong, and of which manifest or objects. */
  readonly report: (error: unknown, what: string) => void;
}

/** Messages that were not worked off, and why. */
export type Failures = ReadonlyMap<QueueMessage, unknown>;

/** Loads what the messages ask for, in batches. What fails does not keep the rest back. */
export async function loadMessages(messages: readonly QueueMessage[], ports: LoaderPorts): Promise<Failures> {
  const requests: LoadRequest[] = [];
  const failures = new Map<QueueMessage, unknown>();
  for (const message of messages) {
    try {
      const request = loadRequest(message);
      if (request !== undefined) requests.push(request);
    } catch (error) {
      ports.report(error, message.messageId);
      failures.set(message, error);
    }
  }
  return new Map([...failures, ...(await loadRequests(requests, ports))]);
}

async function loadRequests(requests: readonly LoadRequest[], ports: LoaderPorts): Promise<Failures> {
  const failures = new Map<QueueMessage, unknown>();
  const objects = new Map<TransformedObject, readonly QueueMessage[]>();
  for (const [key, same] of Map.groupBy(requests, ({ manifestKey }) => manifestKey)) {
    const messages = same.map(({ message }) => message);
    try {
      objects.set(await ports.readManifest(key), messages);
    } catch (error) {
      ports.report(error, key);
      for (const message of messages) failures.set(message, error);
    }
  }
  for (const batch of splitBatches([...objects.keys()]))
    for (const [object, error] of await loadApart(batch, ports))
      for (const message of objects.get(object) ?? []) failures.set(message, error);
  return failures;
}

/** Loads a batch; when it fails, its halves, so that one bad object keeps none of the others back. Gives the bad. */
async function loadApart(
  batch: LoadBatch,
  ports: LoaderPorts,
): Promise<readonly (readonly [TransformedObject, unknown])[]> {
  try {
    await ports.announce(await ports.load(batch));
    return [];
  } catch (error) {
    ports.report(error, batch.map(({ sourceObject }) => sourceObject).join(", "));
    if (batch.length === 1 || !isOfObjects(error)) return batch.map((object) => [object, error]);
    const half = Math.ceil(batch.length / 2);
    return [
      ...(await loadApart(batch.slice(0, half), ports)),
      ...(await loadApart(batch.slice(half), ports)),
    ];
  }
}

/** Whether a smaller batch may fare better: not when Redshift was too slow, or out of reach. */
function isOfObjects(error: unknown): boolean {
  return error instanceof CareplusError && !OF_THE_WAREHOUSE.has(error.code);
}

const OF_THE_WAREHOUSE = new Set([
  "redshift_conflict",
  "redshift_timeout",
  "redshift_limits",
  "schema_outdated",
]);
