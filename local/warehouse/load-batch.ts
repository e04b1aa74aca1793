import type { DuckDBConnection } from "@duckdb/node-api";
import {
  type LoadedObject,
  processedFile,
  requireEqualCounts,
  withLoaded,
} from "../../runtime/load/load-outcome";
import { type LoadBatch, type LoadRun, planLoad } from "../../runtime/load/load-plan";
import type { Statement } from "../../runtime/load/staging";
import { bindings } from "./duckdb-bindings";
import { plainRows } from "./duckdb-rows";
import { duckdbStaging } from "./duckdb-staging";
import type { Row } from "./reader";
import { readSql } from "./sql-files";

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
