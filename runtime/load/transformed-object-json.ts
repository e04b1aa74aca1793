import { CareplusError } from "../errors";
import type { LogPosition, RecordCounts, TransformedObject } from "./transformed-object";

/** What a manifest is called: it is put last, so all files it names are there when its event arrives. */
export const MANIFEST_PREFIX = "manifests/";

/** Key of the manifest of a transformed object; `name` is that of its processed files. */
export function manifestKey(dataset: TransformedObject["dataset"], name: string): string {
  return `${MANIFEST_PREFIX}${dataset}/${name}.json`;
}

/** The text of a manifest: one JSON object with the fields of TransformedObject, times in ISO 8601. */
export function formatTransformedObject(object: TransformedObject): string {
  return JSON.stringify(object);
}

/**
 * Reads a manifest.
 *
 * @param origin key of the manifest, for the error
 * @throws CareplusError `bad_manifest` when the text is no manifest
 */
export function parseTransformedObject(text: string, origin: string): TransformedObject {
  const fields = new Fields(jsonObject(text, origin), origin);
  const dataset = fields.text("dataset");
  if (dataset !== "tickets" && dataset !== "logs") throw badManifest(origin, "dataset");
  const position = fields.optional("position");
  return {
    dataset,
    sourceObject: fields.text("sourceObject"),
    sourceVersion: fields.text("sourceVersion"),
    counts: recordCounts(fields.nested("counts")),
    firstByte: fields.count("firstByte"),
    bytesRead: fields.count("bytesRead"),
    ruleVersion: fields.text("ruleVersion"),
    transformedAt: fields.time("transformedAt"),
    processedKeys: fields.texts("processedKeys"),
    quarantineKeys: fields.texts("quarantineKeys"),
    ...(position === undefined ? {} : { position: logPosition(position) }),
  };
}

function recordCounts(fields: Fields): RecordCounts {
  return {
    recordsIn: fields.count("recordsIn"),
    kept: fields.count("kept"),
    duplicate: fields.count("duplicate"),
    rejected: fields.count("rejected"),
  };
}

function logPosition(fields: Fields): LogPosition {
  return { resumeAt: fields.count("resumeAt"), fingerprint: fields.text("fingerprint") };
}

function jsonObject(text: string, origin: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badManifest(origin, "its text, which is no JSON", cause);
  }
  if (typeof value !== "object" || value === null) throw badManifest(origin, "its text, which is no object");
  return value;
}

/** The fields of an untyped object, each read as what it must be. */
class Fields {
  private readonly values: ReadonlyMap<string, unknown>;

  constructor(
    value: object,
    private readonly origin: string,
  ) {
    this.values = new Map(Object.entries(value));
  }

  text(name: string): string {
    const value = this.values.get(name);
    if (typeof value !== "string") throw badManifest(this.origin, name);
    return value;
  }

  texts(name: string): readonly string[] {
    const value = this.values.get(name);
    if (!Array.isArray(value) || !value.every((item) => typeof item === "string"))
      throw badManifest(this.origin, name);
    return value;
  }

  count(name: string): number {
    const value = this.values.get(name);
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
      throw badManifest(this.origin, name);
    return value;
  }

  time(name: string): Date {
    const time = new Date(this.text(name));
    if (Number.isNaN(time.getTime())) throw badManifest(this.origin, name);
    return time;
  }

  optional(name: string): Fields | undefined {
    return this.values.get(name) === undefined ? undefined : this.nested(name);
  }

  nested(name: string): Fields {
    const value = this.values.get(name);
    if (typeof value !== "object" || value === null) throw badManifest(this.origin, name);
    return new Fields(value, this.origin);
  }
}

function badManifest(origin: string, what: string, cause?: unknown): CareplusError {
  return new CareplusError(
    "bad_manifest",
    `${origin} is no manifest of a transformed object (see ${what}): transform its source again`,
    { cause },
  );
}
