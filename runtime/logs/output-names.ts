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

/** @param part of the date: the first has no number, as there is no other one as a rule */
export function processedKey(name: string, logDate: string, part = 1): string {
  return `processed/logs/log_date=${logDate}/${partName(name, part)}`;
}

export function quarantineKey(name: string, part = 1): string {
  return `quarantine/logs/${partName(name, part)}`;
}

function partName(name: string, part: number): string {
  return part === 1 ? name : name.replace(/\.parquet$/, `-${part}.parquet`);
}
