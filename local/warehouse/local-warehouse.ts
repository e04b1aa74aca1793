import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { LoadedObject } from "../../runtime/load/load-outcome";
import { splitBatches } from "../../runtime/load/split-batches";
import type { DatasetName } from "../../runtime/load/staging";
import type { LogPosition, TransformedObject } from "../../runtime/load/transformed-object";
import type { Check } from "../../runtime/warehouse/reconciliation-checks";
import { columnConnection } from "./column-connection";
import { discardStaleFiles } from "./discard-stale-files";
import { type LoadedVersion, readLoadedVersions, readLogPosition } from "./ledger";
import { loadBatch } from "./load-batch";
import { readOnlyQuery } from "./read-only-query";
import type { ColumnConnection, Row, SqlValue, UserReader } from "./reader";
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
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #columns = new Set<ColumnConnection>();

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
    return this.use((connection) => readRows(connection, sql, params));
  }

  async columns(): Promise<ColumnConnection> {
    const connection = columnConnection(await connectInUtc(this.instance));
    this.#columns.add(connection);
    return {
      atOneMoment: (work) => connection.atOneMoment(work),
      close: () => {
        this.#columns.delete(connection);
        return connection.close();
      },
    };
  }

  /** One statement that a person wrote; see readOnlyQuery. */
  queryReadOnly(sql: string): Promise<Row[]> {
    return this.use((connection) => readOnlyQuery(connection, sql));
  }

  /** Versions that the ledger knows, by source object, those of one object as they were transformed. */
  loadedVersions(dataset: DatasetName): Promise<Map<string, LoadedVersion[]>> {
    return this.use((connection) => readLoadedVersions(connection, dataset));
  }

  /** Where reading of a log object stopped, if it was ever read. */
  logPosition(sourceObject: string): Promise<LogPosition | undefined> {
    return this.use((connection) => readLogPosition(connection, sourceObject));
  }

  /** Compares sources and warehouse after a run; see reconcile. */
  reconcile(source: SourceCounts, runId: string, now: Date): Promise<Check[]> {
    return this.write((connection) => reconcile(connection, source, runId, now));
  }

  /** A connection for the transformation of tickets, in UTC. The caller closes it. */
  connect(): Promise<DuckDBConnection> {
    return connectInUtc(this.instance);
  }

  /**
   * Moves what is committed into the one file, and lets go of it. Work under way is waited for: closed under a query,
   * DuckDB's client ends the whole process.
   */
  async close(): Promise<void> {
    await Promise.all([...this.#columns].map((connection) => connection.close()));
    await Promise.allSettled(this.#underWay);
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
      return await this.use(work);
    } catch (error) {
      throw warehouseFault(error);
    }
  }

  private use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const result = withConnection(this.instance, work);
    this.#underWay.add(result);
    const forget = (): boolean => this.#underWay.delete(result);
    result.then(forget, forget);
    return result;
  }
}
