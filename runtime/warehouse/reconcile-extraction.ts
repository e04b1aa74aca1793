import type { SqlSession } from "./sql-session";

/** What the source held when an extraction was taken, as its raw manifest says. */
export interface SourceSnapshot {
  readonly distinctTickets: number;
}

export interface ReconciliationResult {
  /** False: the extraction is not in the ledger yet, and nothing was compared. */
  readonly isLoaded: boolean;
  readonly mismatches: number;
}

interface Check {
  readonly name: string;
  readonly sourceValue: number;
  readonly warehouseValue: number;
  readonly isMatch: boolean;
}

/**
 * Compares the warehouse with the source, once an extraction is loaded, and keeps the comparison in
 * `ops.reconciliation`. Running it again replaces what it wrote.
 *
 * @param counts text of `warehouse/load/reconciliation/count_warehouse.sql`
 */
export async function reconcileExtraction(
  session: SqlSession,
  sourceObject: string,
  snapshot: SourceSnapshot,
  counts: string,
  now: Date,
): Promise<ReconciliationResult> {
  const loads = await session.read(
    "select count(*) as loads from ops.loads where dataset = 'tickets' and source_object = :source_object",
    { source_object: sourceObject },
  );
  if (Number(loads[0]?.loads ?? 0) === 0) return { isLoaded: false, mismatches: 0 };
  const [row = {}] = await session.read(counts);
  const number = (name: string): number => Number(row[name] ?? 0);
  const equal = (name: string, sourceValue: number, warehouseValue: number): Check => ({
    name,
    sourceValue,
    warehouseValue,
    isMatch: sourceValue === warehouseValue,
  });
  const known = number("known_tickets");
  const checks: readonly Check[] = [
    // A ticket that was deleted at the source stays in the warehouse.
    {
      name: "tickets",
      sourceValue: snapshot.distinctTickets,
      warehouseValue: known,
      isMatch: known >= snapshot.distinctTickets,
    },
    equal("ticket_records", number("ticket_records_in"), number("ticket_records_out")),
    equal("log_records", number("log_records_in"), number("log_records_out")),
    equal("log_entries", number("log_entries_loaded"), number("log_entries")),
  ];
  const runId = sourceObject.slice(sourceObject.lastIndexOf("/") + 1).slice(0, 64);
  for (const check of checks) await keep(session, runId, check, now);
  return { isLoaded: true, mismatches: checks.filter(({ isMatch }) => !isMatch).length };
}

/** Values travel as parameters, which one statement has for itself. */
async function keep(session: SqlSession, runId: string, check: Check, now: Date): Promise<void> {
  await session.read("delete from ops.reconciliation where run_id = :run_id and check_name = :check_name", {
    run_id: runId,
    check_name: check.name,
  });
  await session.read(
    `insert into ops.reconciliation (run_id, check_name, source_value, warehouse_value, is_match, checked_at)
select :run_id, :check_name, cast(:source_value as bigint), cast(:warehouse_value as bigint), cast(:is_match as boolean), cast(:checked_at as timestamp)`,
    {
      run_id: runId,
      check_name: check.name,
      source_value: String(check.sourceValue),
      warehouse_value: String(check.warehouseValue),
      is_match: String(check.isMatch),
      checked_at: now.toISOString().replace("T", " ").replace("Z", ""),
    },
  );
}
