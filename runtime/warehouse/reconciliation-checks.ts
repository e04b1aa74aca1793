/** What the source held when it was read; a manifest of before has no counts by status. */
export interface SourceTickets {
  /** Different ticket ids: trimmed, blank ones left out, letter case significant. */
  readonly distinctTickets: number;
  readonly census?: TicketCensus;
}

/** The answer of `glue/sql/source/count_tickets.sql`. */
export interface TicketCensus {
  /** Sum over the ids of the first 28 bits of their MD5. */
  readonly keyHashSum: number;
  readonly resolvedTickets: number;
  readonly escalatedTickets: number;
  readonly openTickets: number;
  /** Tickets with rows of several statuses. */
  readonly severalStatuses: number;
}

/** One check: a number on the source's side against one of the warehouse. */
export interface Check {
  readonly checkName: string;
  readonly sourceValue: number | null;
  readonly warehouseValue: number | null;
  readonly isMatch: boolean;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Checks from the ledger, exact: `ticket_records` and `log_records` (records read = kept + duplicate + rejected) and
 * `log_entries` (rows that the ledger counts = rows of fact_log_entry).
 *
 * @param counts the row of `reconciliation/count_warehouse`
 */
export function ledgerChecks(counts: Row): Readonly<Record<"tickets" | "logs", readonly Check[]>> {
  const equal = (checkName: string, source: string, warehouse: string): Check => {
    const [sourceValue, warehouseValue] = [numberOf(counts, source), numberOf(counts, warehouse)];
    return { checkName, sourceValue, warehouseValue, isMatch: sourceValue === warehouseValue };
  };
  return {
    tickets: [equal("ticket_records", "ticket_records_in", "ticket_records_out")],
    logs: [
      equal("log_records", "log_records_in", "log_records_out"),
      equal("log_entries", "log_entries_loaded", "log_entries"),
    ],
  };
}

/** A number of the source that the warehouse may exceed: what was deleted at the source stays. */
export function atLeast(checkName: string, sourceValue: number, warehouseValue: number): Check {
  return { checkName, sourceValue, warehouseValue, isMatch: warehouseValue >= sourceValue };
}

/**
 * Checks of the source's tickets against the known ones, which are those of fact_ticket and those of which every row
 * was rejected: `tickets`, their number; `ticket_keys`, the hash sum of their ids; and their number by status.
 *
 * A ticket that was deleted at the source stays, so the warehouse may know more; as long as it does not, the ids are the
 * same if and only if their sums are. A status may differ for a ticket that was deleted, has a rejected row beside a
 * valid one, or has rows of several statuses at the source: differences up to the number of these are explained.
 *
 * @param counts the row of `reconciliation/count_tickets`
 */
export function ticketChecks({ distinctTickets, census }: SourceTickets, counts: Row): readonly Check[] {
  const known = numberOf(counts, "all_tickets");
  const checks = [atLeast("tickets", distinctTickets, known)];
  if (census === undefined) return checks;
  const deleted = Math.max(known - distinctTickets, 0);
  const explained = deleted + census.severalStatuses + numberOf(counts, "unsettled_tickets");
  const byStatus = (checkName: string, sourceValue: number, column: string): Check => {
    const warehouseValue = numberOf(counts, column);
    return {
      checkName,
      sourceValue,
      warehouseValue,
      isMatch: Math.abs(sourceValue - warehouseValue) <= explained,
    };
  };
  const keyHashSum = numberOf(counts, "key_hash_sum");
  return [
    ...checks,
    {
      checkName: "ticket_keys",
      sourceValue: census.keyHashSum,
      warehouseValue: keyHashSum,
      isMatch: deleted > 0 || census.keyHashSum === keyHashSum,
    },
    byStatus("tickets_open", census.openTickets, "open_tickets"),
    byStatus("tickets_escalated", census.escalatedTickets, "escalated_tickets"),
    byStatus("tickets_resolved", census.resolvedTickets, "resolved_tickets"),
  ];
}

function numberOf(row: Row, name: string): number {
  return Number(row[name] ?? 0);
}
