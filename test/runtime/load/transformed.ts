import type { TransformedObject } from "../../../runtime/load/transformed-object";

/** A ticket extraction of three records: two rows, one rejected. */
export const EXTRACTION: TransformedObject = {
  dataset: "tickets",
  sourceObject: "tickets/extract_date=2025-07-01/run-1",
  sourceVersion: "1",
  counts: { recordsIn: 3, kept: 2, duplicate: 0, rejected: 1 },
  firstByte: 0,
  bytesRead: 300,
  ruleVersion: "tickets-1",
  transformedAt: new Date("2025-07-01T00:01:00.000Z"),
  processedKeys: ["processed/tickets/created_date=2025-07-01/run-1.parquet"],
  quarantineKeys: ["quarantine/tickets/run-1.parquet"],
};

/** A log object of two entries. */
export const LOG_FILE: TransformedObject = {
  dataset: "logs",
  sourceObject: "logs/2025-07-01.log",
  sourceVersion: "v7",
  counts: { recordsIn: 2, kept: 2, duplicate: 0, rejected: 0 },
  firstByte: 0,
  bytesRead: 500,
  ruleVersion: "logs-1",
  transformedAt: new Date("2025-07-01T00:02:00.000Z"),
  processedKeys: ["processed/logs/log_date=2025-07-01/a.parquet"],
  quarantineKeys: [],
};

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
