import type { TransformedObject } from "../../../runtime/load/transformed-object";

/** A transformed log object of no records, but for what is given. */
export function transformedObject(more: Partial<TransformedObject> = {}): TransformedObject {
  return {
    dataset: "logs",
    sourceObject: "logs/a.log",
    sourceVersion: "1",
    counts: { recordsIn: 0, kept: 0, duplicate: 0, rejected: 0 },
    firstByte: 0,
    bytesRead: 0,
    ruleVersion: "logs-1",
    transformedAt: new Date("2025-08-01T01:00:00Z"),
    processedKeys: [],
    quarantineKeys: [],
    ...more,
  };
}

/** Counts of an object whose records were all kept. */
export function allKept(kept: number): TransformedObject["counts"] {
  return { recordsIn: kept, kept, duplicate: 0, rejected: 0 };
}
