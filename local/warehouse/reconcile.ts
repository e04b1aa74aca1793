import type { DuckDBConnection } from "@duckdb/node-api";
import {
  atLeast,
  type Check,
  ledgerChecks,
  type SourceTickets,
  ticketChecks,
} from "../../runtime/warehouse/reconciliation-checks";
import { bindings } from "./duckdb-bindings";
import { readRows } from "./run-sql";
import { readSql } from "./sql-files";

/** What the sources held when they were read; a source that was not given is not compared. */
export interface SourceCounts {
  readonly tickets?: SourceTickets;
  /** Log objects in the folder. */
  readonly logObjects?: number;
}

/** Compares the sources with the warehouse, keeps the outcome in ops.reconciliation, and returns it. */
export async function reconcile(
  connection: DuckDBConnection,
  source: SourceCounts,
  runId: string,
  now: Date,
): Promise<Check[]> {
  const [counts = {}] = await readRows(connection, readSql("load/reconciliation/count_warehouse"));
  const ofLedger = ledgerChecks(counts);
  const checks: Check[] = [];
  if (source.tickets !== undefined) {
    const [tickets = {}] = await readRows(connection, readSql("load/reconciliation/count_tickets"));
    checks.push(...ticketChecks(source.tickets, tickets));
  }
  checks.push(...ofLedger.tickets);
  if (source.logObjects !== undefined)
    checks.push(atLeast("log_objects", source.logObjects, Number(counts.log_objects ?? 0)));
  checks.push(...ofLedger.logs);
  await keep(connection, checks, runId, now);
  return checks;
}

async function keep(
  connection: DuckDBConnection,
  checks: readonly Check[],
  runId: string,
  now: Date,
): Promise<void> {
  await connection.run("begin transaction");
  try {
    await connection.run("delete from ops.reconciliation where run_id = ?", [runId]);
    for (const check of checks) {
      const { values, types } = bindings([
        runId,
        check.checkName,
        check.sourceValue,
        check.warehouseValue,
        check.isMatch,
        now,
      ]);
      await connection.run("insert into ops.reconciliation values (?, ?, ?, ?, ?, ?)", values, types);
    }
    await connection.run(readSql("load/reconciliation/delete_old_checks"));
    await connection.run("commit");
  } catch (error) {
    await connection.run("rollback").catch(() => undefined);
    throw error;
  }
}
