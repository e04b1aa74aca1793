import type { DatasetName } from "../load/staging";
import { freshnessChecks } from "./freshness-checks";
import { type Check, ledgerChecks, type SourceTickets, ticketChecks } from "./reconciliation-checks";
import type { SqlRow, SqlSession } from "./sql-session";

export interface ReconciliationResult {
  /** False: the extraction is not in the ledger yet, and nothing was compared. */
  readonly isLoaded: boolean;
  readonly mismatches: number;
  /** Minutes since a dataset was last loaded; nothing of one that never was. */
  readonly ageMinutes: Readonly<Partial<Record<DatasetName, number>>>;
}

/** Statements that the reconciliation reads; see `warehouse/load/reconciliation` and `warehouse/rpt/freshness.sql`. */
export interface ReconciliationSql {
  readonly countWarehouse: string;
  readonly countTickets: string;
}

export interface ReconciliationRun {
  readonly sourceObject: string;
  readonly snapshot: SourceTickets;
  readonly now: Date;
  /** A dataset that was not loaded for longer is stale. */
  readonly freshnessHours: number;
}

/**
 * Compares the warehouse with the source, once an extraction is loaded, and keeps the comparison in
 * `ops.reconciliation`, beside the age of each dataset. Running it again replaces what it wrote.
 */
export async function reconcileExtraction(
  session: SqlSession,
  sql: ReconciliationSql,
  { sourceObject, snapshot, now, freshnessHours }: ReconciliationRun,
): Promise<ReconciliationResult> {
  const loads = await session.read(
    "select count(*) as loads from ops.loads where dataset = 'tickets' and source_object = :source_object",
    { source_object: sourceObject },
  );
  if (Number(loads[0]?.loads ?? 0) === 0) return { isLoaded: false, mismatches: 0, ageMinutes: {} };
  const ofLedger = ledgerChecks(await firstRow(session, sql.countWarehouse));
  const checks: readonly Check[] = [
    ...ticketChecks(snapshot, await firstRow(session, sql.countTickets)),
    ...ofLedger.tickets,
    ...ofLedger.logs,
  ];
  const ages = freshnessChecks(
    await session.read("select dataset, last_loaded_at from rpt.freshness"),
    now,
    freshnessHours,
  );
  const runId = sourceObject.slice(sourceObject.lastIndexOf("/") + 1).slice(0, 64);
  for (const check of [...checks, ...ages.checks]) await keep(session, runId, check, now);
  return {
    isLoaded: true,
    mismatches: checks.filter(({ isMatch }) => !isMatch).length,
    ageMinutes: ages.ageMinutes,
  };
}

async function firstRow(session: SqlSession, sql: string): Promise<SqlRow> {
  const [row = {}] = await session.read(sql);
  return row;
}

/** Values travel as parameters, which one statement has for itself. */
async function keep(session: SqlSession, runId: string, check: Check, now: Date): Promise<void> {
  await session.read("delete from ops.reconciliation where run_id = :run_id and check_name = :check_name", {
    run_id: runId,
    check_name: check.checkName,
  });
  await session.read(
    `insert into ops.reconciliation (run_id, check_name, source_value, warehouse_value, is_match, checked_at)
select :run_id, :check_name, cast(:source_value as bigint), cast(:warehouse_value as bigint), cast(:is_match as boolean), cast(:checked_at as timestamp)`,
    {
      run_id: runId,
      check_name: check.checkName,
      source_value: String(check.sourceValue),
      warehouse_value: String(check.warehouseValue),
      is_match: String(check.isMatch),
      checked_at: now.toISOString().replace("T", " ").replace("Z", ""),
    },
  );
}
