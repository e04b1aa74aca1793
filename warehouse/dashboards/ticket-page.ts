import type { Dimension, Page } from "./model";
import {
  AGENTS,
  AVERAGE_INTERACTIONS,
  CREATED_PER_DAY,
  MEAN_RESOLUTION,
  MEDIAN_RESOLUTION,
  P90_RESOLUTION,
  RESOLVED_PER_DAY,
  TICKETS_ESCALATED,
  TICKETS_OPEN,
  TICKETS_RESOLVED,
  TICKETS_TOTAL,
} from "./ticket-measures";

const PRIORITIES = ["High", "Medium", "Low"] as const;
const STATUSES = ["Resolved", "Open", "Escalated"] as const;

const AGENT: Dimension = { id: "agent", name: "Agent", sql: "agent", filter: "agent" };
const ISSUE_CATEGORY: Dimension = {
  id: "issue_category",
  name: "Issue category",
  sql: "issue_category",
  filter: "issue_category",
};
const PRIORITY: Dimension = {
  id: "priority",
  name: "Priority",
  sql: "priority",
  order: PRIORITIES,
  filter: "priority",
};
const CHANNEL: Dimension = { id: "channel", name: "Channel", sql: "channel", filter: "channel" };
const STATUS: Dimension = { id: "status", name: "Status", sql: "status", order: STATUSES };

const RESOLUTION_TIMES = [MEDIAN_RESOLUTION, MEAN_RESOLUTION, P90_RESOLUTION] as const;
const HAS_RESOLUTION = "resolved_at is not null";

/** docs/data.md section 6, "Support tickets". */
export const TICKET_PAGE: Page = {
  id: "support-tickets",
  title: "Support tickets",
  description: "What customers asked, who answered, and how long it took",
  dataset: "tickets",
  view: "rpt.tickets",
  dateColumn: "created_date",
  dateName: "Created",
  rowName: "ticket",
  cards: [TICKETS_TOTAL, TICKETS_RESOLVED, TICKETS_OPEN, TICKETS_ESCALATED, AGENTS, AVERAGE_INTERACTIONS],
  visuals: [
    {
      kind: "line",
      id: "created-and-resolved",
      title: "Created and resolved per day",
      description: "Tickets by the day they were created, and by the day they were resolved",
      measures: [CREATED_PER_DAY, RESOLVED_PER_DAY],
      width: 8,
    },
    {
      kind: "share",
      id: "channel-by-status",
      title: "Status by channel",
      description: "Of each channel's tickets, the share in each status",
      dimension: CHANNEL,
      series: STATUS,
      measures: [TICKETS_TOTAL],
      width: 4,
    },
    {
      kind: "bar",
      id: "tickets-by-agent",
      title: "Tickets by agent",
      description: "Tickets created in the period, by the agent who holds them",
      dimension: AGENT,
      measures: [TICKETS_TOTAL],
      width: 4,
    },
    {
      kind: "bar",
      id: "resolution-by-category",
      title: "Resolution time by issue category",
      description:
        "Minutes from creation to resolution; each ticket that carries a resolution time counts once",
      dimension: ISSUE_CATEGORY,
      measures: RESOLUTION_TIMES,
      where: HAS_RESOLUTION,
      width: 4,
    },
    {
      kind: "bar",
      id: "resolution-by-priority",
      title: "Resolution time by priority",
      description:
        "Minutes from creation to resolution; each ticket that carries a resolution time counts once",
      dimension: PRIORITY,
      measures: RESOLUTION_TIMES,
      where: HAS_RESOLUTION,
      width: 4,
    },
  ],
  choices: [
    { id: "agent", name: "Agent", column: "agent" },
    { id: "priority", name: "Priority", column: "priority", order: PRIORITIES },
    { id: "channel", name: "Channel", column: "channel" },
    { id: "issue_category", name: "Issue category", column: "issue_category" },
  ],
  switches: [
    {
      id: "escalated",
      name: "Include escalated",
      description: "Count escalated tickets in resolution times, up to the moment they were handed on",
      isOnByDefault: true,
      choice: { name: "Statuses in resolution times", column: "status" },
      whenOff: "status <> 'Escalated'",
      visuals: ["resolution-by-category", "resolution-by-priority"],
    },
  ],
};
