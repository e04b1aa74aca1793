/** What a transformation says of one version of one source object; the loader needs nothing else. */
export interface TransformedObject {
  readonly dataset: "tickets" | "logs";
  readonly sourceObject: string;
  readonly sourceVersion: string;
  readonly counts: RecordCounts;
  /** First byte of the object that was read; above 0 when only what a grown log object gained was read. */
  readonly firstByte: number;
  /** Bytes of the object that were read, from `firstByte` on (as stored, so compressed ones for .gz). */
  readonly bytesRead: number;
  readonly ruleVersion: string;
  readonly transformedAt: Date;
  /** Keys of Parquet objects in the lake; the partition value is in the key (`log_date=2025-07-01`). */
  readonly processedKeys: readonly string[];
  readonly quarantineKeys: readonly string[];
  /** Of a log object that may grow: where to go on reading. */
  readonly position?: LogPosition;
}

/** Always: recordsIn = kept + duplicate + rejected. */
export interface RecordCounts {
  readonly recordsIn: number;
  readonly kept: number;
  readonly duplicate: number;
  readonly rejected: number;
}

export interface LogPosition {
  /** Offset just past the last separator line. */
  readonly resumeAt: number;
  /** Hash over the object's first bytes and those before `resumeAt`. */
  readonly fingerprint: string;
}
