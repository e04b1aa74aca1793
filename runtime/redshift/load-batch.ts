import { randomUUID } from "node:crypto";
import type { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { type LoadBatch, type LoadPlan, type LoadRun, planLoad } from "../load/load-plan";
import { type LoadedObject, processedFile, requireEqualCounts, withLoaded } from "../load/loaded-object";
import { STAGED } from "../load/staged-datasets";
import type { Statement } from "../load/staging";
import type { ObjectStore } from "../store/object-store";
import { writeCopyFiles } from "./copy-files";
import { DataSession, type RedshiftTarget } from "./data-session";
import type { LakeLocation } from "./lake-location";
import { RedshiftFault } from "./redshift-fault";
import { RedshiftStaging } from "./redshift-staging";
import { splitStatements } from "./statement-limits";
import type { WarehouseSql } from "./warehouse-sql";

/** What a load needs of its surroundings. */
export interface RedshiftWarehouse {
  readonly client: RedshiftDataClient;
  readonly target: RedshiftTarget;
  readonly lake: LakeLocation;
  readonly store: ObjectStore;
  readonly sql: WarehouseSql;
}

/** A load that met another one is begun anew this often. */
const ATTEMPTS = 5;

/** Place in the transaction of the statement that fails when another load came between staging and loading. */
const GUARD = 1;

/**
 * Loads one batch: stages it in temporary tables of a session, then applies it in one transaction, ledger included.
 * What was staged goes with the session, so a crash at any point leaves the whole batch or nothing.
 *
 * @throws CareplusError `staged_counts_differ` when the lake does not hold what the transformations counted
 * @throws RedshiftFault when Redshift cannot do it, also after repeats
 */
export async function loadBatch(
  warehouse: RedshiftWarehouse,
  batch: LoadBatch,
  run: LoadRun,
): Promise<LoadedObject[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await loadOnce(warehouse, batch, run);
    } catch (error) {
      if (attempt >= ATTEMPTS || !(error instanceof RedshiftFault) || error.code !== "redshift_conflict")
        throw error;
    }
  }
}

async function loadOnce(
  warehouse: RedshiftWarehouse,
  batch: LoadBatch,
  run: LoadRun,
): Promise<LoadedObject[]> {
  const folder = `loads/${run.runId}/${randomUUID()}/`;
  const staging = new RedshiftStaging(warehouse.lake, folder);
  const plan = planLoad(batch, run, (name) => warehouse.sql(`load/${name}`), staging);
  const session = new DataSession(warehouse.client, warehouse.target);
  try {
    await putFiles(warehouse, staging);
    const guard = await stage(warehouse, session, plan, batch, staging);
    const apply = [
      warehouse.sql("redshift/lock_ledger"),
      ...guard,
      ...texts(plan.apply),
      plan.readLoaded.sql,
    ];
    const applied = await asConflict(guard, () => session.run(apply));
    return withLoaded(batch, await applied.rows(apply.length - 1));
  } finally {
    await removeFiles(warehouse.store, folder);
  }
}

/** Fills the temporary tables; gives the statements that must come first in the transaction. */
async function stage(
  warehouse: RedshiftWarehouse,
  session: DataSession,
  plan: LoadPlan,
  batch: LoadBatch,
  staging: RedshiftStaging,
): Promise<readonly string[]> {
  const statements = [
    ...texts(plan.stage),
    warehouse.sql("redshift/stg_seen_ledger"),
    plan.findLost.sql,
    plan.check.sql,
    plan.countLost.sql,
    plan.findOtherFiles.sql,
  ];
  const staged = await session.run(statements);
  requireEqualCounts(await staged.rows(statements.length - 3));
  const [count] = await staged.rows(statements.length - 2);
  const { lost } = STAGED[batch[0]?.dataset ?? "logs"];
  if (Number(count?.lost) === 0) {
    const guard = lost.table.replace(/^stg_/, "redshift/require_no_");
    return [`drop table ${lost.table}`, plan.findLost.sql, warehouse.sql(guard)];
  }
  const files = (await staged.rows(statements.length - 1)).map(processedFile);
  const recover = texts(plan.recover(files));
  await putFiles(warehouse, staging);
  for (const some of splitStatements(recover)) await session.run(some);
  return [warehouse.sql("redshift/require_seen_ledger")];
}

/** The last statement of the guard fails only when another load came between. */
async function asConflict<T>(guard: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RedshiftFault && error.statement === GUARD + guard.length - 1)
      throw new RedshiftFault("redshift_conflict", "another load came between", error.statement);
    throw error;
  }
}

async function putFiles({ store, lake }: RedshiftWarehouse, staging: RedshiftStaging): Promise<void> {
  await writeCopyFiles(store, lake.bucket, staging.takeFiles());
}

async function removeFiles(store: ObjectStore, folder: string): Promise<void> {
  for await (const { key } of store.list(folder)) await store.delete(key);
}

function texts(statements: readonly Statement[]): readonly string[] {
  return statements.map(({ sql }) => sql);
}
