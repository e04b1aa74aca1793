import { CareplusError } from "../errors";
import { isRecord } from "../json-member";
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
  if (!isRecord(value)) return false;
  const { formatVersion, dataset, transformedAt, position } = value;
  return (
    formatVersion === 1 &&
    (dataset === "tickets" || dataset === "logs") &&
    isText(value.sourceObject) &&
    isText(value.sourceVersion) &&
    isCounts(value.counts) &&
    isCount(value.firstByte) &&
    isCount(value.bytesRead) &&
    isText(value.ruleVersion) &&
    isText(transformedAt) &&
    !Number.isNaN(Date.parse(transformedAt)) &&
    isKeys(value.processedKeys) &&
    isKeys(value.quarantineKeys) &&
    (position === undefined || isPosition(position))
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isCounts(value: unknown): boolean {
  return (
    isRecord(value) && ["recordsIn", "kept", "duplicate", "rejected"].every((name) => isCount(value[name]))
  );
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && isCount(value.resumeAt) && isText(value.fingerprint);
}

function isKeys(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
