import type { Column, Dataset } from "./dataset";

/** A column of the source table `support_tickets` (DATA.md section 1); names match in any letter case. */
export interface SourceColumn {
  readonly name: string;
  /** A table without a required column stops the run before anything is written. */
  readonly required: boolean;
}

export const TICKET_SOURCE_COLUMNS: readonly SourceColumn[] = [
  { name: "ticket_id", required: true },
  { name: "created_at", required: true },
  { name: "resolved_at", required: true },
  { name: "agent", required: true },
  { name: "priority", required: true },
  { name: "num_interactions", required: true },
  { name: "IssUeCat", required: true },
  { name: "channel", required: true },
  { name: "status", required: true },
  { name: "agent_feedback", required: false },
  { name: "updated_at", required: false },
];

/** Version of the rules in glue/sql; raise it whenever the same raw row may come out differently. */
export const TICKET_RULE_VERSION = "tickets-1";

const EXTRACTION: Column = {
  name: "source_object",
  type: "string",
  description: "Raw zone folder of the extraction the row came from",
};

export const TICKETS: Dataset = {
  name: "tickets",
  zone: "processed",
  grain: "one valid row of one extraction; exact duplicates are collapsed",
  key: ["ticket_id", "source_object", "row_hash"],
  sortKey: ["created_at"],
  columns: [
    { name: "ticket_id", type: "string", description: "Ticket number as the source writes it, trimmed" },
    { name: "created_at", type: "timestamp", description: "When the ticket was opened" },
    {
      name: "resolved_at",
      type: "timestamp",
      nullable: true,
      description: "When the ticket was resolved, or handed on when it is escalated",
    },
    { name: "agent", type: "string", description: "Support agent who holds the ticket" },
    { name: "priority", type: "string", description: "Low, Medium or High, typing errors corrected" },
    {
      name: "num_interactions",
      type: "int",
      unit: "interactions",
      description:
        "Number of contacts with the customer; a row with the sentinel for unknown is in quarantine",
    },
    { name: "issue_category", type: "string", description: "What the ticket is about" },
    { name: "channel", type: "string", description: "Email, Chat, Phone or Web Form" },
    { name: "status", type: "string", description: "Open, Resolved or Escalated" },
    { name: "agent_feedback", type: "string", nullable: true, description: "Free text of the agent" },
    {
      name: "resolution_minutes",
      type: "int",
      nullable: true,
      unit: "min",
      description: "Whole minutes from created_at to resolved_at",
    },
    {
      name: "updated_at",
      type: "timestamp",
      nullable: true,
      description: "The source's own time of change, where its table has one",
    },
    EXTRACTION,
    { name: "extracted_at", type: "timestamp", description: "When that extraction took its snapshot" },
    { name: "row_hash", type: "string", description: "MD5 of the row's raw values, for exact duplicates" },
  ],
  partition: { name: "created_date", type: "date", description: "UTC date of created_at" },
};

export const TICKET_QUARANTINE: Dataset = {
  name: "tickets",
  zone: "quarantine",
  grain: "one rejected row of one extraction",
  key: ["source_object", "source_row"],
  columns: [
    EXTRACTION,
    {
      name: "source_row",
      type: "bigint",
      description: "Row number in the extraction, the first row being 1",
    },
    { name: "record_key", type: "string", nullable: true, description: "ticket_id, where the row has one" },
    { name: "reasons", type: "string[]", description: "Every rule the row breaks" },
    {
      name: "raw_record",
      type: "string",
      description: "The row as extracted, a JSON object of its source columns",
    },
    { name: "rule_version", type: "string", description: "Version of the rules that rejected it" },
    {
      name: "quarantined_at",
      type: "timestamp",
      description: "Time of the extraction or listing that met it",
    },
  ],
};
