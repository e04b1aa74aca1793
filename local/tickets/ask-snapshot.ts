import type { SourceTickets } from "../../runtime/warehouse/reconciliation-checks";
import type { TicketSnapshot } from "./manifest";
import { TIME_COLUMNS, type TimeColumn } from "./newest-times";
import type { ColumnMatch } from "./source-columns";
import { quoteIdentifier } from "./table-name";
import type { TicketSource } from "./ticket-source";
import { readSourceSql } from "./ticket-sql";

/** What MySQL's to_seconds gives for 1970-01-01. */
const SECONDS_UNTIL_1970 = 62_167_219_200;

/**
 * Has the server count what an extraction that reads only a part of the table does not see, within its snapshot.
 *
 * @param last the snapshot before, where no row has changed since: its tickets are taken as long as the table has as
 *   many rows, because counting tickets takes the server seconds for a million rows
 */
export async function askSnapshot(
  source: TicketSource,
  match: ColumnMatch,
  last: TicketSnapshot | undefined,
): Promise<TicketSnapshot> {
  const rows = await askRows(source, match);
  if (last?.census === undefined || last.sourceRows !== rows.sourceRows)
    return { ...rows, ...(await askTickets(source, match)) };
  return { ...rows, distinctTickets: last.distinctTickets, census: last.census };
}

/** The number of rows and the newest times. */
async function askRows(
  source: TicketSource,
  { spelling }: ColumnMatch,
): Promise<Pick<TicketSnapshot, "sourceRows" | "newest">> {
  const times = TIME_COLUMNS.map((name) => `${newestTime(spelling.get(name))} as ${name}`);
  const row = await source.queryRow(
    `select count(*) as source_rows, ${times.join(", ")} from ${source.quotedTable}`,
  );
  const newest = (name: TimeColumn): string | null =>
    row[name] == null ? null : printTime(Number(row[name]));
  return {
    sourceRows: Number(row.source_rows),
    newest: {
      created_at: newest("created_at"),
      resolved_at: newest("resolved_at"),
      updated_at: newest("updated_at"),
    },
  };
}

/** What ticket-tally.ts counts. */
async function askTickets(source: TicketSource, { spelling }: ColumnMatch): Promise<Required<SourceTickets>> {
  const names: Readonly<Record<string, string>> = {
    table: source.quotedTable,
    ticket_id: quoteIdentifier(spelling.get("ticket_id") ?? "ticket_id"),
    status: quoteIdentifier(spelling.get("status") ?? "status"),
  };
  const text = await readSourceSql("count_tickets");
  const row = await source.queryRow(text.replaceAll(/\bthe_(\w+)/g, (_, name) => names[name] ?? ""));
  return {
    distinctTickets: Number(row.all_tickets),
    census: {
      keyHashSum: Number(row.key_hash_sum),
      resolvedTickets: Number(row.resolved_tickets),
      escalatedTickets: Number(row.escalated_tickets),
      openTickets: Number(row.open_tickets),
      severalStatuses: Number(row.several_statuses),
    },
  };
}

/**
 * What newest-times.ts finds, as an expression of the server, in seconds since the year 0. A cast alone would read texts
 * that are no times here, and MariaDB's gives 30 February, of which there are no seconds.
 */
function newestTime(column: string | undefined): string {
  if (column === undefined) return "null";
  const text = `trim(cast(${quoteIdentifier(column)} as char))`;
  const isTime = `${text} like '20__-__-__ __:__' or ${text} like '20__-__-__ __:__:__%'`;
  return `max(to_seconds(case when ${isTime} then cast(left(${text}, 19) as datetime) end))`;
}

function printTime(secondsSinceYear0: number): string {
  const instant = new Date((secondsSinceYear0 - SECONDS_UNTIL_1970) * 1000);
  return instant.toISOString().slice(0, 19).replace("T", " ");
}
