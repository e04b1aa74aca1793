import { LOG_ENTRIES } from "./log-measures";
import { LOG_PAGE } from "./log-page";
import type { Measure, Page } from "./model";
import { TICKETS_TOTAL } from "./ticket-measures";
import { TICKET_PAGE } from "./ticket-page";

/** A table of single rows, in Power BI only: the web shows what is behind a chart as the chart's own table. */
export interface RowList {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Columns of the page's view, in order. */
  readonly columns: readonly { readonly name: string; readonly column: string }[];
  /** Counts the rows: tells twins apart and gives the total below the list. */
  readonly count: Measure;
}

/** A page that is not in the navigation: a right click on a value of `key` leads to it, filtered by that value. */
export interface DrillThrough {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Page whose view and cards it shows. */
  readonly of: Page;
  readonly key: string;
  readonly list: RowList;
}

/** What a person right-clicks to get from a ticket to its log entries. */
export const TICKET_LIST: { readonly page: Page; readonly list: RowList } = {
  page: TICKET_PAGE,
  list: {
    id: "tickets",
    title: "Tickets",
    description: "The chosen tickets; a right click on one and Drill through shows its log entries",
    columns: [
      { name: "Ticket", column: "ticket_id" },
      { name: "Created (UTC)", column: "created_at" },
      { name: "Agent", column: "agent" },
      { name: "Priority", column: "priority" },
      { name: "Channel", column: "channel" },
      { name: "Status", column: "status" },
      { name: "Resolution minutes", column: "resolution_minutes" },
    ],
    count: TICKETS_TOTAL,
  },
};

export const TICKET_LOGS: DrillThrough = {
  id: "ticket-logs",
  title: "Logs of a ticket",
  description: "What the services wrote about one ticket",
  of: LOG_PAGE,
  key: "ticket_id",
  list: {
    id: "log-entries",
    title: "Log entries",
    description: "Log entries about the ticket, oldest first",
    columns: [
      { name: "Logged (UTC)", column: "logged_at" },
      { name: "Level", column: "level" },
      { name: "Component", column: "component" },
      { name: "Event type", column: "event_type" },
      { name: "Response time (ms)", column: "response_time_ms" },
      { name: "Message", column: "message" },
    ],
    count: LOG_ENTRIES,
  },
};
