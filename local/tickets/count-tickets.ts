import type { TicketSnapshot } from "./manifest";
import { quoteIdentifier } from "./table-name";
import type { TicketSource } from "./ticket-source";

/** Space, tab, line ends and no-break space at either end of a text, as the row rules trim them. */
const OUTER_BLANKS = "^[ \t\n\r\u00a0]+|[ \t\n\r\u00a0]+$";

/**
 * Counts the table's rows and its different ticket ids on the server, within the snapshot: for extractions that read
 * only a part of the table. Ids are compared as bytes, because MySQL's collations take "a" for "A" and for "a ".
 */
export async function countTickets(source: TicketSource, ticketIdColumn: string): Promise<TicketSnapshot> {
  const id = `regexp_replace(convert(${quoteIdentifier(ticketIdColumn)} using utf8mb4), ?, '')`;
  const row = await source.queryRow(
    `select count(*) as source_rows, count(distinct nullif(cast(${id} as binary), '')) as distinct_tickets
     from ${source.quotedTable}`,
    [OUTER_BLANKS],
  );
  return { sourceRows: Number(row.source_rows), distinctTickets: Number(row.distinct_tickets) };
}
