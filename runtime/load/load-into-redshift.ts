import { RedshiftFault } from "../warehouse/redshift-fault";
import type { SqlSession } from "../warehouse/sql-session";
import { splitStatements } from "../warehouse/statement-limits";
import { type LoadedObject, processedFile, requireEqualCounts, withLoaded } from "./load-outcome";
import { type LoadBatch, type LoadPlan, type LoadRun, planLoad } from "./load-plan";
import type { LoadScripts } from "./load-scripts";
import { type CopyFile, redshiftStaging } from "./redshift-staging";
import { STAGED } from "./staged-datasets";
import type { Statement } from "./staging";

/** Statements that keep two loads apart; Redshift's own SQL. */
export type GuardName =
  | "lock_ledger"
  | "stg_seen_ledger"
  | "require_seen_ledger"
  | "require_no_lost_tickets"
  | "require_no_lost_log_entries";

export interface RedshiftLoad {
  readonly batch: LoadBatch;
  readonly run: LoadRun;
  readonly scripts: LoadScripts;
  readonly lake: LoadLake;
  /** Opens a fresh session: its temporary tables are those of one attempt. */
  readonly openSession: () => SqlSession;
  /** Texts of `warehouse/redshift`, by name. */
  readonly guards: (name: GuardName) => string;
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

/** A load that another one came between is begun anew this often. */
const ATTEMPTS = 5;

/**
 * Loads one batch. What changes the warehouse, ledger rows included, is one transaction at the end; before it only
 * temporary tables are filled. Between the two another load may commit: the transaction locks the ledger first, and a
 * guard ends it when what was staged no longer holds; then all is staged anew.
 *
 * @throws CareplusError `staged_counts_differ`; RedshiftFault as SqlSession's `run`; then nothing was loaded
 */
export async function loadIntoRedshift(load: RedshiftLoad): Promise<LoadedObject[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await loadOnce(load, `copy/${load.run.runId}/${attempt}`);
    } catch (error) {
      const isConflict = error instanceof RedshiftFault && error.code === "redshift_conflict";
      if (!isConflict || attempt === ATTEMPTS) throw error;
    }
  }
}

async function loadOnce(load: RedshiftLoad, prefix: string): Promise<LoadedObject[]> {
  const { batch, lake } = load;
  const session = load.openSession();
  const sizes = new Map<string, number>();
  const measure = async (keys: readonly string[]): Promise<void> => {
    for (const [key, size] of await lake.sizesOf(keys)) sizes.set(key, size);
  };
  await measure(batch.flatMap((object) => [...object.processedKeys, ...object.quarantineKeys]));
  const staging = redshiftStaging({
    prefix,
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
  await session.run([load.guards("stg_seen_ledger"), ...texts([...plan.stage, plan.findLost])]);
  requireEqualCounts(await session.read(plan.check.sql));
  const [count] = await session.read(plan.countLost.sql);
  const hasLost = Number(count?.lost) > 0;
  if (hasLost) {
    const files = (await session.read(plan.findOtherFiles.sql)).map(processedFile);
    await measure(files.map(({ key }) => key));
    const recover = texts(plan.recover(files));
    await uploadFiles();
    for (const statements of splitStatements(recover)) await session.run(statements);
  }
  await apply(session, plan, [load.guards("lock_ledger"), ...guardStatements(load, plan, hasLost)]);
  return withLoaded(batch, await session.read(plan.readLoaded.sql));
}

/** What was looked up holds for the ledger that was seen; when nothing was, it is enough that nothing has to be. */
function guardStatements(
  { batch, guards }: RedshiftLoad,
  plan: LoadPlan,
  hasLost: boolean,
): readonly string[] {
  if (hasLost) return [guards("require_seen_ledger")];
  const { table } = STAGED[batch[0]?.dataset ?? "logs"].lost;
  const guard = table === "stg_lost_tickets" ? "require_no_lost_tickets" : "require_no_lost_log_entries";
  return [`drop table ${table}`, plan.findLost.sql, guards(guard)];
}

/** The last of `guard` fails only when another load came between. */
async function apply(session: SqlSession, plan: LoadPlan, guard: readonly string[]): Promise<void> {
  try {
    await session.run([...guard, ...texts(plan.apply)]);
  } catch (error) {
    if (error instanceof RedshiftFault && error.statement === guard.length - 1)
      throw new RedshiftFault("redshift_conflict", "Another load came between staging and loading.");
    throw error;
  }
}

function texts(statements: readonly Statement[]): readonly string[] {
  return statements.map(({ sql }) => sql);
}
