import { CareplusError } from "../errors";
import type { TransformedObject } from "./transformed-object";

/**
 * What a transformation says of its object, as it lies in the lake: written last, so that it stands for a whole
 * transformation, and read by the loader.
 */
export function formatTransformManifest(object: TransformedObject): string {
  return `${JSON.stringify({ formatVersion: 1, ...object })}\n`;
}

/** @throws CareplusError `bad_manifest` when the text is none of this version */
export function parseTransformManifest(key: string, text: string): TransformedObject {
  const manifest = parseJson(text);
  if (!isManifest(manifest))
    throw new CareplusError("bad_manifest", `${key} is no manifest of this version of the platform.`);
  const { formatVersion: _, transformedAt, ...object } = manifest;
  return { ...object, transformedAt: new Date(transformedAt) };
}

type Manifest = Omit<TransformedObject, "transformedAt"> & {
  readonly formatVersion: 1;
  readonly transformedAt: string;
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== "object" || value === null) return false;
  const {
    formatVersion,
    dataset,
    sourceObject,
    sourceVersion,
    counts,
    transformedAt,
    processedKeys,
    quarantineKeys,
  } = value as Record<string, unknown>;
  return (
    formatVersion === 1 &&
    (dataset === "tickets" || dataset === "logs") &&
    typeof sourceObject === "string" &&
    typeof sourceVersion === "string" &&
    isCounts(counts) &&
    typeof transformedAt === "string" &&
    !Number.isNaN(Date.parse(transformedAt)) &&
    isKeys(processedKeys) &&
    isKeys(quarantineKeys)
  );
}

function isCounts(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return ["recordsIn", "kept", "duplicate", "rejected"].every((name) =>
    Number.isSafeInteger(Reflect.get(value, name)),
  );
}

function isKeys(value: unknown): boolean {
  return Array.isArray(value) && value.every((key) => typeof key === "string");
}
