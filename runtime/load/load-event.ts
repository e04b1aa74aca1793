import { CareplusError } from "../errors";

/** A message that says that a manifest has arrived. */
export interface LoadRequest {
  readonly messageId: string;
  readonly manifestKey: string;
}

/** A message of the load queue, as SQS hands it over in either way. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
}

/**
 * The manifest that a message tells of: its body is EventBridge's `Object Created`, where keys are plain text.
 *
 * @throws CareplusError `bad_event` when it is anything else
 */
export function loadRequest({ messageId, body }: QueueMessage): LoadRequest {
  const event = parse(body);
  const manifestKey = event?.detail?.object?.key;
  if (typeof manifestKey === "string" && manifestKey.startsWith("manifests/"))
    return { messageId, manifestKey };
  throw new CareplusError("bad_event", `The message ${messageId} tells of no manifest.`);
}

function parse(body: string): { detail?: { object?: { key?: unknown } } } | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
