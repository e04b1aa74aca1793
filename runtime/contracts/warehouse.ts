import type { Column, Dataset } from "./dataset";
import { LOGS } from "./logs";
import { TICKETS } from "./tickets";

const LOADED_AT: Column = {
  name: "loaded_at",
  type: "timestamp",
  description: "When the row was last loaded",
};

export const DIM_AGENT: Dataset = {
  name: "dim_agent",
  zone: "warehouse",
  grain: "one support agent",
  key: ["agent"],
  columns: [
    { name: "agent", type: "string", description: "Name of the agent" },
    { name: "first_ticket_date", type: "date", description: "UTC date of the agent's oldest ticket" },
    { name: "last_ticket_date", type: "date", description: "UTC date of the agent's newest ticket" },
  ],
};

export const DIM_DATE: Dataset = {
  name: "dim_date",
  zone: "warehouse",
  grain: "one calendar day between the oldest and the newest fact",
  key: ["calendar_date"],
  sortKey: ["calendar_date"],
  columns: [
    { name: "calendar_date", type: "date", description: "The day" },
    { name: "year_number", type: "int", description: "Calendar year" },
    { name: "quarter_number", type: "int", description: "Quarter, 1 to 4" },
    { name: "month_number", type: "int", description: "Month, 1 to 12" },
    { name: "day_of_month", type: "int", description: "Day of the month, 1 to 31" },
    { name: "iso_day_of_week", type: "int", description: "Day of the week, Monday = 1 to Sunday = 7" },
    { name: "is_weekend", type: "boolean", description: "Saturday or Sunday" },
  ],
};

export const FACT_TICKET: Dataset = {
  name: "fact_ticket",
  zone: "warehouse",
  grain: "one ticket, in its newest valid version",
  key: ["ticket_id"],
  distKey: "ticket_id",
  sortKey: ["created_date"],
  columns: [
    ...TICKETS.columns,
    { name: "created_date", type: "date", description: "UTC date of created_at" },
    LOADED_AT,
  ],
};

export const FACT_LOG_ENTRY: Dataset = {
  name: "fact_log_entry",
  zone: "warehouse",
  grain: "one distinct log entry",
  key: ["entry_id"],
  distKey: "ticket_id",
  sortKey: ["log_date"],
  columns: [
    ...LOGS.columns,
    { name: "log_date", type: "date", description: "UTC date of logged_at" },
    {
      name: "source_version",
      type: "string",
      description: "Version of the object that brought the entry first",
    },
    LOADED_AT,
  ],
};
