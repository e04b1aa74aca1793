import type { DuckDBConnection } from "@duckdb/node-api";
import { bindings } from "./duckdb-bindings";
import { readRows } from "./run-sql";
import { readSql } from "./sql-files";

/** What the sources held when they were read; a source that was not given is not compared. */
export interface SourceCounts {
  readonly tickets?: { readonly distinctTickets: number };
  /** Log objects in the folder. */
  readonly logObjects?: number;
}

/** One check: a number on the source's side against one of the warehouse. */
export interface Reconciliation {
  readonly checkName: string;
  readonly sourceValue: number | null;
  readonly warehouseValue: number | null;
  readonly isMatch: boolean;
}

/**
 * Compares the sources with the warehouse, keeps the outcome in ops.reconciliation, and returns it.
 *
 * Exact, from the ledger: `ticket_records` and `log_records` (records read = kept + duplicate + rejected) and
 * `log_entries` (rows that the ledger counts = rows of fact_log_entry).
 *
 * `tickets` and `log_objects` compare with the source as it is now. The platform adds and never takes away, so a
 * ticket or a file that was deleted at the source stays and the warehouse may know more than the source: they match
 * unless it knows fewer. Known tickets are those of fact_ticket and those of which every row was rejected. Since a
 * source gives a count and no list, as many deleted as missing tickets would hide each other here; missing rows are
 * excluded by the exact checks, which cover every record that was ever read.
 */
export async function reconcile(
  connection: DuckDBConnection,
  source: SourceCounts,
  runId: string,
  now: Date,
): Promise<Reconciliation[]> {
  const [row = {}] = await readRows(connection, readSql("load/reconciliation/count_warehouse"));
  const number = (name: string): number => Number(row[name] ?? 0);
  const checks: Reconciliation[] = [];
  if (source.tickets !== undefined)
    checks.push(atLeast("tickets", source.tickets.distinctTickets, number("known_tickets")));
  checks.push(equal("ticket_records", number("ticket_records_in"), number("ticket_records_out")));
  if (source.logObjects !== undefined)
    checks.push(atLeast("log_objects", source.logObjects, number("log_objects")));
  checks.push(equal("log_records", number("log_records_in"), number("log_records_out")));
  checks.push(equal("log_entries", number("log_entries_loaded"), number("log_entries")));
  await keep(connection, checks, runId, now);
  return checks;
}

function equal(checkName: string, sourceValue: number, warehouseValue: number): Reconciliation {
  return { checkName, sourceValue, warehouseValue, isMatch: sourceValue === warehouseValue };
}

function atLeast(checkName: string, sourceValue: number, warehouseValue: number): Reconciliation {
  return { checkName, sourceValue, warehouseValue, isMatch: warehouseValue >= sourceValue };
}

async function keep(
  connection: DuckDBConnection,
  checks: readonly Reconciliation[],
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
