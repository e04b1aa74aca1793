import {
  type Column,
  column,
  DIM_AGENT,
  DIM_DATE,
  FACT_LOG_ENTRY,
  FACT_TICKET,
} from "../../runtime/contracts";

/** A column of the Power BI model, read from a column of the table's `rpt` view. */
export interface ModelColumn {
  readonly name: string;
  /** Column of the view; its description becomes the model's. */
  readonly source: Column;
  /** Keys of relationships are hidden: the column of the other table is the one to look at. */
  readonly isHidden?: true;
}

export interface ModelTable {
  readonly name: string;
  /** `rpt` view the table is imported from. */
  readonly view: string;
  readonly description: string;
  readonly columns: readonly ModelColumn[];
  /** Column that has a different value in each row; only on tables that others relate to. */
  readonly key?: string;
  readonly isDateTable?: true;
}

/** Many rows of `from` belong to one row of `to`, whose key column it is; filters flow from `to` to `from`. */
export interface Relationship {
  readonly from: { readonly table: string; readonly column: string };
  readonly to: { readonly table: string; readonly column: string };
  /** An inactive one acts only in measures that name it (USERELATIONSHIP). */
  readonly isActive: boolean;
}

const TICKET: ModelTable = {
  name: "Ticket",
  view: "rpt.tickets",
  description: "One row a ticket, in its newest valid version; times are UTC",
  columns: [
    { name: "Ticket ID", source: column(FACT_TICKET, "ticket_id"), isHidden: true },
    { name: "Created at", source: column(FACT_TICKET, "created_at") },
    { name: "Resolved at", source: column(FACT_TICKET, "resolved_at") },
    { name: "Agent", source: column(FACT_TICKET, "agent"), isHidden: true },
    { name: "Priority", source: column(FACT_TICKET, "priority") },
    { name: "Interactions", source: column(FACT_TICKET, "num_interactions") },
    { name: "Issue category", source: column(FACT_TICKET, "issue_category") },
    { name: "Channel", source: column(FACT_TICKET, "channel") },
    { name: "Status", source: column(FACT_TICKET, "status") },
    { name: "Resolution minutes", source: column(FACT_TICKET, "resolution_minutes") },
    { name: "Created date", source: column(FACT_TICKET, "created_date"), isHidden: true },
    {
      name: "Resolved date",
      source: { name: "resolved_date", type: "date", nullable: true, description: "UTC date of resolved_at" },
      isHidden: true,
    },
  ],
};

/** Addresses, sessions and hashes of the view stay in the warehouse: no visual needs them. */
const LOG_ENTRY: ModelTable = {
  name: "Log entry",
  view: "rpt.log_entries",
  description: "One row a distinct log entry; times are UTC",
  columns: [
    { name: "Logged at", source: column(FACT_LOG_ENTRY, "logged_at") },
    { name: "Level", source: column(FACT_LOG_ENTRY, "level") },
    { name: "Component", source: column(FACT_LOG_ENTRY, "component") },
    { name: "Ticket ID", source: column(FACT_LOG_ENTRY, "ticket_id"), isHidden: true },
    { name: "Response time", source: column(FACT_LOG_ENTRY, "response_time_ms") },
    { name: "CPU percent", source: column(FACT_LOG_ENTRY, "cpu_percent") },
    { name: "Event type", source: column(FACT_LOG_ENTRY, "event_type") },
    { name: "Is error", source: column(FACT_LOG_ENTRY, "is_error") },
    { name: "User agent", source: column(FACT_LOG_ENTRY, "user_agent") },
    { name: "Message", source: column(FACT_LOG_ENTRY, "message") },
    { name: "Log date", source: column(FACT_LOG_ENTRY, "log_date"), isHidden: true },
    {
      name: "Response time range",
      source: {
        name: "response_time_range",
        type: "string",
        description: "Range that the response time is in",
      },
    },
  ],
};

const DATE: ModelTable = {
  name: "Date",
  view: "rpt.dates",
  description: "One row a calendar day (UTC) between the oldest and the newest fact",
  key: "Date",
  isDateTable: true,
  columns: [
    { name: "Date", source: column(DIM_DATE, "calendar_date") },
    { name: "Year", source: column(DIM_DATE, "year_number") },
    { name: "Quarter", source: column(DIM_DATE, "quarter_number") },
    { name: "Month", source: column(DIM_DATE, "month_number") },
    { name: "Day of month", source: column(DIM_DATE, "day_of_month") },
    { name: "Day of week", source: column(DIM_DATE, "iso_day_of_week") },
    { name: "Is weekend", source: column(DIM_DATE, "is_weekend") },
  ],
};

const AGENT: ModelTable = {
  name: "Agent",
  view: "rpt.agents",
  description: "One row a support agent",
  key: "Agent",
  columns: [
    { name: "Agent", source: column(DIM_AGENT, "agent") },
    { name: "First ticket", source: column(DIM_AGENT, "first_ticket_date") },
    { name: "Last ticket", source: column(DIM_AGENT, "last_ticket_date") },
  ],
};

const TICKET_NUMBER: ModelTable = {
  name: "Ticket number",
  view: "rpt.ticket_numbers",
  description:
    "One row a ticket that the tickets or the logs know of; leads from a ticket to its log entries",
  key: "Ticket ID",
  columns: [{ name: "Ticket ID", source: column(FACT_TICKET, "ticket_id") }],
};

export const MODEL_TABLES: readonly ModelTable[] = [TICKET, LOG_ENTRY, DATE, AGENT, TICKET_NUMBER];

/** The star: two facts in the middle, three tables around them that both may be filtered by. */
export const RELATIONSHIPS: readonly Relationship[] = [
  relate("Ticket", "Created date", "Date", "Date"),
  { ...relate("Ticket", "Resolved date", "Date", "Date"), isActive: false },
  relate("Ticket", "Agent", "Agent", "Agent"),
  relate("Ticket", "Ticket ID", "Ticket number", "Ticket ID"),
  relate("Log entry", "Log date", "Date", "Date"),
  relate("Log entry", "Ticket ID", "Ticket number", "Ticket ID"),
];

function relate(fromTable: string, fromColumn: string, toTable: string, toColumn: string): Relationship {
  return {
    from: { table: fromTable, column: fromColumn },
    to: { table: toTable, column: toColumn },
    isActive: true,
  };
}
