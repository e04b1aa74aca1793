import { CareplusError } from "../errors";

/** A log object that arrived in the raw zone. */
export interface LogArrival {
  readonly bucket: string;
  /** As it is: EventBridge does not encode keys. */
  readonly key: string;
  readonly sizeBytes: number;
  /** The bucket's version, or the object's hash where the event tells none. */
  readonly version: string;
  readonly versionId?: string;
}

/**
 * The object that an EventBridge event `Object Created` tells of.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 *
 * @throws CareplusError `bad_event` when the text is anything else
 */
export function logArrival(body: string): LogArrival {
  const detail = parse(body)?.detail;
  const bucket = detail?.bucket?.name;
  const { key, size, etag, "version-id": versionId } = detail?.object ?? {};
  const version = typeof versionId === "string" ? versionId : etag;
  if (
    typeof bucket !== "string" ||
    typeof key !== "string" ||
    typeof size !== "number" ||
    typeof version !== "string"
  ) {
    throw new CareplusError("bad_event", "The message tells of no object that was created.");
  }
  return {
    bucket,
    key,
    sizeBytes: size,
    version,
    ...(typeof versionId === "string" && { versionId }),
  };
}

interface ObjectCreated {
  readonly detail?: {
    readonly bucket?: { readonly name?: unknown };
    readonly object?: Readonly<Record<"key" | "size" | "etag" | "version-id", unknown>>;
  };
}

function parse(body: string): ObjectCreated | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
