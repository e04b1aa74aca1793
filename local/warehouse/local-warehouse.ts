import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { LoadedObject } from "../../runtime/load/load-outcome";
import { splitBatches } from "../../runtime/load/split-batches";
import type { DatasetName } from "../../runtime/load/staging";
import type { LogPosition, TransformedObject } from "../../runtime/load/transformed-object";
import type { Check } from "../../runtime/warehouse/reconciliation-checks";
import { discardStaleFiles } from "./discard-stale-files";
import { type LoadedVersion, readLoadedVersions, readLogPosition } from "./ledger";
import { loadBatch } from "./load-batch";
import { type Codes, readCodes } from "./read-codes";
import { readOnlyQuery } from "./read-only-query";
import type { Row, SqlValue, UserReader } from "./reader";
import { reconcile, type SourceCounts } from "./reconcile";
import { readRows, withConnection } from "./run-sql";
import { warehouseFault } from "./warehouse-fault";
import { connectInUtc } from "./warehouse-file";

export type { LoadedObject } from "../../runtime/load/load-outcome";
export type { LoadedVersion } from "./ledger";

/** Where the lake's objects are, for DuckDB to read. */
export interface LakePaths {
  pathOf(key: string): string;
  /** Deletes a file; one that is not there is no error. */
  delete(key: string): Promise<void>;
}

/** The warehouse as its one writing process has it; see openWarehouse. Queries run beside a load. */
export class LocalWarehouse implements UserReader {
  constructor(private readonly instance: DuckDBInstance) {}

  /**
   * Loads transformed objects, in transactions of bounded size (see splitBatches). Loading a version again replaces
   * what it had brought; the same content changes nothing.
   *
   * @returns each loaded version, once, with the number of rows it has brought (ops.loads, `loaded`)
   * @throws CareplusError when a batch cannot be loaded; nothing of that batch is left, earlier ones stay
   */
  async load(
    objects: readonly TransformedObject[],
    lake: LakePaths,
    runId: string,
    now: Date,
  ): Promise<LoadedObject[]> {
    const loaded: LoadedObject[] = [];
    for (const batch of splitBatches(objects)) {
      const run = { runId, loadedAt: now };
      // A connection for each batch: its staging tables go with it.
      const some = await this.write((connection) =>
        loadBatch(connection, batch, (key) => lake.pathOf(key), run),
      );
      await this.write((connection) => discardStaleFiles(connection, lake));
      loaded.push(...some);
    }
    return loaded;
  }

  query(sql: string, params: readonly SqlValue[] = []): Promise<Row[]> {
    return withConnection(this.instance, (connection) => readRows(connection, sql, params));
  }

  codes(sql: string): Promise<Codes> {
    return withConnection(this.instance, (connection) => readCodes(connection, sql));
  }

  /** One statement that a person wrote; see readOnlyQuery. */
  queryReadOnly(sql: string): Promise<Row[]> {
    return withConnection(this.instance, (connection) => readOnlyQuery(connection, sql));
  }

  /** Versions that the ledger knows, by source object, those of one object as they were transformed. */
  loadedVersions(dataset: DatasetName): Promise<Map<string, LoadedVersion[]>> {
    return withConnection(this.instance, (connection) => readLoadedVersions(connection, dataset));
  }

  /** Where reading of a log object stopped, if it was ever read. */
  logPosition(sourceObject: string): Promise<LogPosition | undefined> {
    return withConnection(this.instance, (connection) => readLogPosition(connection, sourceObject));
  }

  /** Compares sources and warehouse after a run; see reconcile. */
  reconcile(source: SourceCounts, runId: string, now: Date): Promise<Check[]> {
    return this.write((connection) => reconcile(connection, source, runId, now));
  }

  /** A connection for the transformation of tickets, in UTC. The caller closes it. */
  connect(): Promise<DuckDBConnection> {
    return connectInUtc(this.instance);
  }

  /** Moves what is committed into the one file, and lets go of it. */
  async close(): Promise<void> {
    try {
      // Without it (on a full disk) all that is committed is in the write-ahead log, which the next open reads.
      await withConnection(this.instance, (connection) => connection.run("checkpoint")).catch(
        () => undefined,
      );
    } finally {
      this.instance.closeSync();
    }
  }

  private async write<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    try {
      return await withConnection(this.instance, work);
    } catch (error) {
      throw warehouseFault(error);
    }
  }
}
