import { CareplusError } from "../errors";
import type { QueueMessage } from "../queue/queue-message";

/** A message that says that a manifest has arrived. */
export interface LoadRequest {
  readonly message: QueueMessage;
  readonly manifestKey: string;
}

/**
 * The manifest that a message tells of: its body is EventBridge's `Object Created`, where keys are plain text.
 *
 * @throws CareplusError `bad_event` when it is anything else
 */
export function loadRequest(message: QueueMessage): LoadRequest {
  const manifestKey = parse(message.body)?.detail?.object?.key;
  if (typeof manifestKey === "string" && manifestKey.startsWith("manifests/"))
    return { message, manifestKey };
  throw new CareplusError("bad_event", `The message ${message.messageId} tells of no manifest.`);
}

function parse(body: string): { detail?: { object?: { key?: unknown } | null } | null } | null | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
