import type { SqlSession } from "../warehouse/sql-session";
import { type LoadedObject, processedFile, requireEqualCounts, withLoaded } from "./load-outcome";
import { type LoadBatch, planLoad } from "./load-plan";
import type { LoadScripts } from "./load-scripts";
import { type CopyFile, redshiftStaging } from "./redshift-staging";
import type { Statement } from "./staging";

export interface RedshiftLoad {
  readonly batch: LoadBatch;
  readonly run: { readonly runId: string; readonly loadedAt: Date };
  readonly scripts: LoadScripts;
  readonly lake: LoadLake;
  /** A fresh one: its temporary tables are this load's. */
  readonly session: SqlSession;
}

/** What a load needs of the lake; keys begin with their zone. */
export interface LoadLake {
  readonly buckets: { readonly results: string };
  /** Sizes in bytes, by key: COPY wants to know them. */
  sizesOf(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  urlOf(key: string): string;
  /** Puts a file where COPY will read it. */
  upload(file: CopyFile): Promise<void>;
}

/**
 * Loads one batch. What changes the warehouse, ledger rows included, is one transaction at the end; before it only
 * temporary tables are filled. Between the two another load may commit: the transaction locks the ledger first and
 * ends at once when the ledger is no longer what it was, so that nothing is decided on old facts.
 *
 * @throws CareplusError `staged_counts_differ`, `warehouse_statement_failed`; then nothing was loaded
 */
export async function loadIntoRedshift(load: RedshiftLoad): Promise<LoadedObject[]> {
  const { session, batch, lake } = load;
  const sizes = new Map<string, number>();
  const measure = async (keys: readonly string[]): Promise<void> => {
    for (const [key, size] of await lake.sizesOf(keys)) sizes.set(key, size);
  };
  await measure(batch.flatMap((object) => [...object.processedKeys, ...object.quarantineKeys]));
  const staging = redshiftStaging({
    prefix: `copy/${load.run.runId}`,
    resultsBucket: lake.buckets.results,
    locate: (key) => ({ url: lake.urlOf(key), sizeBytes: sizes.get(key) ?? 0 }),
  });
  const plan = planLoad(batch, load.run, load.scripts, staging);
  let uploaded = 0;
  const uploadFiles = async (): Promise<void> => {
    await Promise.all(staging.files.slice(uploaded).map((file) => lake.upload(file)));
    uploaded = staging.files.length;
  };
  await uploadFiles();
  await session.run([NOTE_LEDGER, ...texts([...plan.stage, plan.findLost])]);
  requireEqualCounts(await session.read(plan.check.sql));
  const [count] = await session.read(plan.countLost.sql);
  if (Number(count?.lost) > 0) {
    const files = (await session.read(plan.findOtherFiles.sql)).map(processedFile);
    await measure(files.map(({ key }) => key));
    const recover = texts(plan.recover(files));
    await uploadFiles();
    if (recover.length > 0) await session.run(recover);
  }
  await session.run(["lock ops.loads", REQUIRE_SAME_LEDGER, ...texts(plan.apply)]);
  return withLoaded(batch, await session.read(plan.readLoaded.sql));
}

const LEDGER_STATE = "select count(*) as loads, max(loaded_at) as last_loaded_at from ops.loads";

const NOTE_LEDGER = `create temp table stg_ledger as ${LEDGER_STATE}`;

/** Divides by zero, which ends the transaction, unless the ledger is as it was noted. */
const REQUIRE_SAME_LEDGER = `select 1 / count(*) as is_same
from (${LEDGER_STATE}) as now
inner join stg_ledger
  on stg_ledger.loads = now.loads
  and (stg_ledger.last_loaded_at = now.last_loaded_at or now.loads = 0)`;

function texts(statements: readonly Statement[]): readonly string[] {
  return statements.map(({ sql }) => sql);
}
