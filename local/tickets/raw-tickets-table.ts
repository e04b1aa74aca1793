import type { DuckDBConnection } from "@duckdb/node-api";
import { TICKET_SOURCE_COLUMNS } from "../../runtime/contracts/tickets";
import type { FolderStore } from "../store/folder-store";
import type { TicketManifest } from "./manifest";
import { matchColumns } from "./source-columns";
import { pathLiteral } from "./sql-text";

/** DuckDB refuses longer lines than its limit, and keeps a buffer of at least one line a thread. */
const LEAST_LINE_LIMIT = 1 << 20;
const BUFFER_LINES = 4;

/**
 * Makes the temporary relation `raw_tickets` of an extraction's CSV parts: source_row (1 for the first record) and
 * the contract's source columns as text, NULL where the source has no such column.
 *
 * Nothing is sniffed. A part with a value that spans lines is read by one thread: a thread that begins in mid-file
 * could take the inside of such a value for records.
 */
export async function createRawTickets(
  connection: DuckDBConnection,
  lake: FolderStore,
  extraction: TicketManifest,
): Promise<void> {
  const { columns, parts } = extraction;
  const { spelling } = matchColumns(columns, extraction.source.table);
  const selected = TICKET_SOURCE_COLUMNS.map(({ name }) => {
    const index = columns.indexOf(spelling.get(name) ?? "");
    return index < 0 ? `cast(null as varchar) as ${name}` : `c${index} as ${name}`;
  });
  const lineLimit = Math.max(LEAST_LINE_LIMIT, ...parts.map((part) => part.longestRecordBytes + 1));
  const options = [
    "auto_detect = false",
    "header = true",
    `columns = {${columns.map((_, index) => `c${index}: 'varchar'`).join(", ")}}`,
    "delim = ','",
    `quote = '"'`,
    `escape = '"'`,
    "new_line = '\\r\\n'",
    "encoding = 'utf-8'",
    // "" is an empty string, an empty field is NULL.
    "allow_quoted_nulls = false",
    `max_line_size = ${lineLimit}`,
    `buffer_size = ${BUFFER_LINES * lineLimit}`,
    `parallel = ${!parts.some((part) => part.hasLineBreaks)}`,
  ];
  const files = parts.map((part) => pathLiteral(lake.pathOf(part.key))).join(", ");
  // A table keeps the order of what is inserted, so that its row ids number the records.
  await connection.run(
    `create or replace temp table raw_ticket_rows as
     select ${selected.join(", ")} from read_csv([${files}], ${options.join(", ")})`,
  );
  await connection.run(
    "create or replace temp view raw_tickets as select rowid + 1 as source_row, * from raw_ticket_rows",
  );
}
