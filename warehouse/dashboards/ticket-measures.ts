import type { Measure } from "./model";

export const TICKETS_TOTAL: Measure = {
  id: "tickets",
  name: "Tickets",
  description: "Tickets created in the period",
  format: "count",
  sql: "count(*)",
};

export const TICKETS_RESOLVED: Measure = {
  id: "resolved",
  name: "Resolved",
  description: "Tickets created in the period whose status is Resolved",
  format: "count",
  sql: "count(case when status = 'Resolved' then 1 end)",
};

export const TICKETS_OPEN: Measure = {
  id: "open",
  name: "Open",
  description: "Tickets created in the period that are still open",
  format: "count",
  sql: "count(case when status = 'Open' then 1 end)",
};

export const TICKETS_ESCALATED: Measure = {
  id: "escalated",
  name: "Escalated",
  description: "Tickets created in the period that were escalated",
  format: "count",
  sql: "count(case when status = 'Escalated' then 1 end)",
};

export const AGENTS: Measure = {
  id: "agents",
  name: "Agents",
  description: "Agents who hold at least one of these tickets",
  format: "count",
  sql: "count(distinct agent)",
};

export const AVERAGE_INTERACTIONS: Measure = {
  id: "average_interactions",
  name: "Average interactions",
  description: "Mean number of contacts with the customer per ticket",
  format: "decimal",
  sql: "avg(cast(num_interactions as double precision))",
};

export const MEDIAN_RESOLUTION: Measure = {
  id: "median_resolution_minutes",
  name: "Median",
  description: "Half of the tickets took at most this many minutes from creation to resolution",
  format: "minutes",
  sql: "percentile_cont(0.5) within group (order by resolution_minutes)",
};

export const P90_RESOLUTION: Measure = {
  id: "p90_resolution_minutes",
  name: "90th percentile",
  description: "Nine tickets of ten took at most this many minutes from creation to resolution",
  format: "minutes",
  sql: "percentile_cont(0.9) within group (order by resolution_minutes)",
};

export const MEAN_RESOLUTION: Measure = {
  id: "mean_resolution_minutes",
  name: "Mean",
  description: "Mean minutes from creation to resolution, each ticket counted once",
  format: "minutes",
  sql: "avg(cast(resolution_minutes as double precision))",
};

export const CREATED_PER_DAY: Measure = {
  id: "created",
  name: "Created",
  description: "Tickets by the day they were created",
  format: "count",
  sql: "count(*)",
};

/** Counted on its own date: a ticket of June that was resolved in July belongs to July's work. */
export const RESOLVED_PER_DAY: Measure = {
  id: "resolved",
  name: "Resolved",
  description: "Tickets with status Resolved, by the day they were resolved, whenever they were created",
  format: "count",
  sql: "count(case when status = 'Resolved' then 1 end)",
  dateSql: "cast(resolved_at as date)",
};
