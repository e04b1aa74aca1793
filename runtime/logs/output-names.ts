import { createHash } from "node:crypto";

/** What identifies the bytes that are transformed; the names of all outputs follow from it. */
export interface SliceName {
  readonly sourceObject: string;
  readonly sourceVersion: string;
  readonly firstByte: number;
}

/**
 * Name of the output files of a slice: readable, and different for every object, version and first byte. It begins
 * with a letter or digit: Spark and Athena take files whose name begins with `_` or `.` for hidden, without a word.
 */
export function outputName({ sourceObject, sourceVersion, firstByte }: SliceName): string {
  const readable = sourceObject
    .replace(/^logs\//, "")
    .replace(/[^A-Za-z0-9.-]+/g, "_")
    .slice(-80)
    .replace(/^[^A-Za-z0-9]+/, "");
  const hash = createHash("sha256").update(`${sourceObject}\0${sourceVersion}\0${firstByte}`).digest("hex");
  return `${readable}-${hash.slice(0, 20)}.parquet`;
}

export function processedKey(name: string, logDate: string): string {
  return `processed/logs/log_date=${logDate}/${name}`;
}

export function quarantineKey(name: string): string {
  return `quarantine/logs/${name}`;
}
