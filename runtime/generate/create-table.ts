import { RAW_TICKET_COLUMNS } from "./raw-ticket";

/** The table of the field: every column text, no key, no index. The name must be plain letters and underscores. */
export function createTableStatement(table = "support_tickets"): string {
  const columns = RAW_TICKET_COLUMNS.map((name) => `  \`${name}\` text`).join(",\n");
  return `CREATE TABLE \`${table}\` (\n${columns}\n) DEFAULT CHARSET=utf8mb4;`;
}
