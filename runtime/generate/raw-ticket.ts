/** The columns of `support_tickets` in the field, in the table's order (docs/data.md section 1). */
export const RAW_TICKET_COLUMNS = [
  "ticket_id",
  "created_at",
  "resolved_at",
  "agent",
  "priority",
  "num_interactions",
  "IssUeCat",
  "channel",
  "status",
  "agent_feedback",
] as const;

/** A row as it stands in the field: every column text. */
export type RawTicket = Readonly<Record<(typeof RAW_TICKET_COLUMNS)[number], string | null>>;

/** The table of the field: every column text, no key, no index. The name must be plain letters and underscores. */
export function createTableStatement(table = "support_tickets"): string {
  const columns = RAW_TICKET_COLUMNS.map((name) => `  \`${name}\` text`).join(",\n");
  return `CREATE TABLE \`${table}\` (\n${columns}\n) DEFAULT CHARSET=utf8mb4;`;
}

/** A generated row and what was done to it. */
export interface GeneratedTicket {
  readonly row: RawTicket;
  /** Whether an earlier row has exactly these values. */
  readonly isDuplicate: boolean;
  /** What is wrong with the row by the rules of docs/data.md; empty for a valid row. */
  readonly faults: readonly TicketFault[];
}

/** Faults of a row, by what is wrong with it; the platform's reasons for the same are in glue/sql/tickets. */
export type TicketFault =
  | "no ticket number"
  | "created_at unreadable"
  | "resolved_at unreadable"
  | "resolved before created"
  | "status unknown"
  | "resolved without a time"
  | "open with a time"
  | "priority unknown"
  | "interactions unknown"
  | "interactions no number"
  | "agent blank"
  | "channel blank"
  | "issue category blank";
