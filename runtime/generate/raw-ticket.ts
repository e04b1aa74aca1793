/** A row of `support_tickets` as it stands in the field: every column text (DATA.md section 1). */
export interface RawTicket {
  readonly ticket_id: string | null;
  readonly created_at: string | null;
  readonly resolved_at: string | null;
  readonly agent: string | null;
  readonly priority: string | null;
  readonly num_interactions: string | null;
  readonly IssUeCat: string | null;
  readonly channel: string | null;
  readonly status: string | null;
  readonly agent_feedback: string | null;
}

/** The columns in the table's order. */
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
] as const satisfies readonly (keyof RawTicket)[];

/** A generated row and what was done to it. */
export interface GeneratedTicket {
  readonly row: RawTicket;
  /** Whether an earlier row has exactly these values. */
  readonly isDuplicate: boolean;
  /** What is wrong with the row by the rules of DATA.md; empty for a valid row. */
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
