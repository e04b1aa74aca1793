import type { TicketSnapshot } from "./manifest";
import { TIME_COLUMNS, type TimeColumn } from "./newest-times";
import type { ColumnMatch } from "./source-columns";
import { quoteIdentifier } from "./table-name";
import type { TicketSource } from "./ticket-source";

/** Space, tab, line ends and no-break space at either end of a text, as the row rules trim them. */
const OUTER_BLANKS = "^[ \t\n\r\u00a0]+|[ \t\n\r\u00a0]+$";

/** What MySQL's to_seconds gives for 1970-01-01. */
const SECONDS_UNTIL_1970 = 62_167_219_200;

/**
 * Counts the table's rows and its different ticket ids and finds its newest times on the server, within the snapshot:
 * for extractions that read only a part of the table. Ids are compared as bytes, because MySQL's collations take "a"
 * for "A" and for "a ".
 */
export async function countTickets(source: TicketSource, { spelling }: ColumnMatch): Promise<TicketSnapshot> {
  const ticketId = quoteIdentifier(spelling.get("ticket_id") ?? "ticket_id");
  const id = `regexp_replace(convert(${ticketId} using utf8mb4), ?, '')`;
  const times = TIME_COLUMNS.map((name) => `${newestTime(spelling.get(name))} as ${name}`);
  const row = await source.queryRow(
    `select count(*) as source_rows, count(distinct nullif(cast(${id} as binary), '')) as distinct_tickets,
     ${times.join(", ")} from ${source.quotedTable}`,
    [OUTER_BLANKS],
  );
  const newest = (name: TimeColumn): string | null =>
    row[name] == null ? null : printTime(Number(row[name]));
  return {
    sourceRows: Number(row.source_rows),
    distinctTickets: Number(row.distinct_tickets),
    newest: {
      created_at: newest("created_at"),
      resolved_at: newest("resolved_at"),
      updated_at: newest("updated_at"),
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
