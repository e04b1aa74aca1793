import type { DuckDBConnection } from "@duckdb/node-api";
import { CareplusError } from "../../runtime/errors";
import { type LoadBatch, planLoad } from "../../runtime/load/load-plan";
import type { ProcessedFile, Statement } from "../../runtime/load/staging";
import type { TransformedObject } from "../../runtime/load/transformed-object";
import { bindings } from "./duckdb-bindings";
import { plainRows } from "./duckdb-rows";
import { duckdbStaging } from "./duckdb-staging";
import type { Row } from "./reader";
import { readSql } from "./sql-files";

/** A transformed object and how many rows of the warehouse it has brought, as its ledger row says. */
export type LoadedObject = TransformedObject & { readonly loaded: number };

export interface LoadRun {
  readonly runId: string;
  readonly loadedAt: Date;
}

/**
 * Loads one batch in one transaction: all of it, ledger included, or nothing.
 *
 * @param connection a fresh one: its staging tables go with it
 * @throws CareplusError `staged_counts_differ` when the lake does not hold what the transformations counted
 */
export async function loadBatch(
  connection: DuckDBConnection,
  batch: LoadBatch,
  pathOf: (key: string) => string,
  run: LoadRun,
): Promise<LoadedObject[]> {
  const plan = planLoad(batch, run, (name) => readSql(`load/${name}`), duckdbStaging(pathOf));
  await connection.run("begin transaction");
  try {
    await runAll(connection, plan.stage);
    requireEqualCounts(await read(connection, plan.check));
    await runAll(connection, [plan.findLost]);
    const [count] = await read(connection, plan.countLost);
    if (Number(count?.lost) > 0) {
      const files = (await read(connection, plan.findOtherFiles)).map(processedFile);
      await runAll(connection, plan.recover(files));
    }
    await runAll(connection, plan.apply);
    const loaded = await read(connection, plan.readLoaded);
    await connection.run("commit");
    return withLoaded(batch, loaded);
  } catch (error) {
    // After a failed COMMIT there is no transaction left to roll back.
    await connection.run("rollback").catch(() => undefined);
    throw error;
  }
}

async function runAll(connection: DuckDBConnection, statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) {
    const { values, types } = bindings(statement.values);
    await connection.run(statement.sql, values, types);
  }
}

async function read(connection: DuckDBConnection, { sql }: Statement): Promise<Row[]> {
  return plainRows(await connection.runAndReadAll(sql));
}

function requireEqualCounts(differing: readonly Row[]): void {
  const [first] = differing;
  if (first === undefined) return;
  throw new CareplusError(
    "staged_counts_differ",
    `${first.source_object} was transformed into ${first.kept} rows and ${first.rejected} rejected records, but its files hold ${first.staged} and ${first.staged_rejected}: nothing of its batch was loaded`,
  );
}

function processedFile(row: Row): ProcessedFile {
  return {
    sourceObject: String(row.source_object),
    sourceVersion: String(row.source_version),
    key: String(row.file_key),
  };
}

function withLoaded(batch: LoadBatch, rows: readonly Row[]): LoadedObject[] {
  const key = (sourceObject: unknown, sourceVersion: unknown): string =>
    JSON.stringify([sourceObject, sourceVersion]);
  const loaded = new Map(rows.map((row) => [key(row.source_object, row.source_version), Number(row.loaded)]));
  return batch.map((object) => ({
    ...object,
    loaded: loaded.get(key(object.sourceObject, object.sourceVersion)) ?? 0,
  }));
}
