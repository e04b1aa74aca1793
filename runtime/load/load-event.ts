import { CareplusError } from "../errors";
import type { QueueMessage } from "../queue/queue-message";

/** A message that says that a manifest has arrived. */
export interface LoadRequest {
  readonly message: QueueMessage;
  readonly manifestKey: string;
}

/**
 * What clients of Hadoop, Spark's among them, write where they would make a folder: an empty object.
 * https://hadoop.apache.org/docs/r3.3.4/hadoop-aws/tools/hadoop-aws/directory_markers.html,
 * https://repost.aws/knowledge-center/emr-s3-empty-files
 */
const FOLDER_MARKER = /(\/|_\$folder\$)$/;

/**
 * The manifest that a message tells of: its body is EventBridge's `Object Created`, where keys are plain text.
 *
 * @returns undefined for the marker of a folder of manifests
 * @throws CareplusError `bad_event` when it is anything else
 */
export function loadRequest(message: QueueMessage): LoadRequest | undefined {
  const manifestKey = parse(message.body)?.detail?.object?.key;
  if (typeof manifestKey === "string" && manifestKey.startsWith("manifests/"))
    return FOLDER_MARKER.test(manifestKey) ? undefined : { message, manifestKey };
  throw new CareplusError("bad_event", `The message ${message.messageId} tells of no manifest.`);
}

function parse(body: string): { detail?: { object?: { key?: unknown } | null } | null } | null | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
