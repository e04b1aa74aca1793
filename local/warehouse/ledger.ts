import type { DuckDBConnection } from "@duckdb/node-api";
import type { DatasetName } from "../../runtime/load/staging";
import type { LogPosition } from "../../runtime/load/transformed-object";
import { readRows } from "./run-sql";

/** A version of a source object that the ledger knows: the slice [firstByte, firstByte + bytesRead) of it. */
export interface LoadedVersion {
  readonly dataset: DatasetName;
  readonly sourceObject: string;
  readonly sourceVersion: string;
  readonly firstByte: number;
  readonly bytesRead: number;
  readonly transformedAt: Date;
}

/** Versions that are loaded, by source object; those of one object in the order in which they were transformed. */
export async function readLoadedVersions(
  connection: DuckDBConnection,
  dataset: DatasetName,
): Promise<Map<string, LoadedVersion[]>> {
  const rows = await readRows(
    connection,
    `select source_object, source_version, first_byte, bytes_read, transformed_at
     from ops.loads where dataset = $1 order by transformed_at, source_object, first_byte, source_version`,
    [dataset],
  );
  const versions = new Map<string, LoadedVersion[]>();
  for (const row of rows) {
    const sourceObject = String(row.source_object);
    const known = versions.get(sourceObject) ?? [];
    known.push({
      dataset,
      sourceObject,
      sourceVersion: String(row.source_version),
      firstByte: Number(row.first_byte),
      bytesRead: Number(row.bytes_read),
      transformedAt: new Date(String(row.transformed_at)),
    });
    versions.set(sourceObject, known);
  }
  return versions;
}

/** Where reading of a log object stopped, if it was ever read. */
export async function readLogPosition(
  connection: DuckDBConnection,
  sourceObject: string,
): Promise<LogPosition | undefined> {
  const [row] = await readRows(
    connection,
    "select resume_at, fingerprint from ops.log_positions where source_object = $1",
    [sourceObject],
  );
  return row && { resumeAt: Number(row.resume_at), fingerprint: String(row.fingerprint) };
}
