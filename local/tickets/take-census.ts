import type { TicketCensus } from "../../runtime/warehouse/reconciliation-checks";
import type { ColumnMatch } from "./source-columns";
import { quoteIdentifier } from "./table-name";
import type { TicketSource } from "./ticket-source";
import { readSourceSql } from "./ticket-sql";

/** Counts the source's tickets by status and sums their ids on the server, within the snapshot. */
export async function takeCensus(source: TicketSource, { spelling }: ColumnMatch): Promise<TicketCensus> {
  const names: Readonly<Record<string, string>> = {
    table: source.quotedTable,
    ticket_id: quoteIdentifier(spelling.get("ticket_id") ?? "ticket_id"),
    status: quoteIdentifier(spelling.get("status") ?? "status"),
  };
  const text = await readSourceSql("count_tickets");
  const row = await source.queryRow(text.replaceAll(/\bthe_(\w+)/g, (_, name) => names[name] ?? ""));
  return {
    keyHashSum: Number(row.key_hash_sum),
    resolvedTickets: Number(row.resolved_tickets),
    escalatedTickets: Number(row.escalated_tickets),
    openTickets: Number(row.open_tickets),
    severalStatuses: Number(row.several_statuses),
  };
}
