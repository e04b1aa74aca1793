import type { Measure } from "./model";

export const TICKETS_TOTAL: Measure = {
  id: "tickets",
  name: "Tickets",
  description: "Tickets created in the period",
  format: "count",
  sql: "count(*)",
  dax: "COUNTROWS('Ticket')",
};

export const TICKETS_RESOLVED: Measure = {
  id: "resolved",
  name: "Resolved",
  description: "Tickets created in the period whose status is Resolved",
  format: "count",
  sql: "count(case when status = 'Resolved' then 1 end)",
  dax: `IF(ISEMPTY('Ticket'), BLANK(), COUNTROWS(FILTER('Ticket', 'Ticket'[Status] = "Resolved")) + 0)`,
};

export const TICKETS_OPEN: Measure = {
  id: "open",
  name: "Open",
  description: "Tickets created in the period that are still open",
  format: "count",
  sql: "count(case when status = 'Open' then 1 end)",
  dax: `IF(ISEMPTY('Ticket'), BLANK(), COUNTROWS(FILTER('Ticket', 'Ticket'[Status] = "Open")) + 0)`,
};

export const TICKETS_ESCALATED: Measure = {
  id: "escalated",
  name: "Escalated",
  description: "Tickets created in the period that were escalated",
  format: "count",
  sql: "count(case when status = 'Escalated' then 1 end)",
  dax: `IF(ISEMPTY('Ticket'), BLANK(), COUNTROWS(FILTER('Ticket', 'Ticket'[Status] = "Escalated")) + 0)`,
};

export const AGENTS: Measure = {
  id: "agents",
  name: "Agents",
  description: "Agents who hold at least one of these tickets",
  format: "count",
  sql: "count(distinct agent)",
  dax: "DISTINCTCOUNT('Ticket'[Agent])",
};

export const AVERAGE_INTERACTIONS: Measure = {
  id: "average_interactions",
  name: "Average interactions",
  description: "Mean number of contacts with the customer per ticket",
  format: "decimal",
  sql: "avg(cast(num_interactions as double precision))",
  dax: "AVERAGE('Ticket'[Interactions])",
};

export const MEDIAN_RESOLUTION: Measure = {
  id: "median_resolution_minutes",
  name: "Median",
  modelName: "Median resolution time",
  description: "Half of the tickets took at most this many minutes from creation to resolution",
  format: "minutes",
  sql: "percentile_cont(0.5) within group (order by resolution_minutes)",
  dax: resolutionPercentile("0.5"),
};

export const P90_RESOLUTION: Measure = {
  id: "p90_resolution_minutes",
  name: "90th percentile",
  modelName: "90th percentile resolution time",
  description: "Nine tickets of ten took at most this many minutes from creation to resolution",
  format: "minutes",
  sql: "percentile_cont(0.9) within group (order by resolution_minutes)",
  dax: resolutionPercentile("0.9"),
};

export const MEAN_RESOLUTION: Measure = {
  id: "mean_resolution_minutes",
  name: "Mean",
  modelName: "Mean resolution time",
  description: "Mean minutes from creation to resolution, each ticket counted once",
  format: "minutes",
  sql: "avg(cast(resolution_minutes as double precision))",
  dax: "AVERAGE('Ticket'[Resolution minutes])",
};

export const CREATED_PER_DAY: Measure = {
  id: "created",
  name: "Created",
  modelName: "Created by day of creation",
  description: "Tickets by the day they were created",
  format: "count",
  sql: "count(*)",
  dax: "[Tickets]",
};

/** Counted on its own date: a ticket of June that was resolved in July belongs to July's work. */
export const RESOLVED_PER_DAY: Measure = {
  id: "resolved",
  name: "Resolved",
  modelName: "Resolved by day of resolution",
  description: "Tickets with status Resolved, by the day they were resolved, whenever they were created",
  format: "count",
  sql: "count(case when status = 'Resolved' then 1 end)",
  dax: "CALCULATE([Resolved], USERELATIONSHIP('Ticket'[Resolved date], 'Date'[Date]), NOT ISBLANK('Ticket'[Resolved date]))",
  dateSql: "resolved_date",
};

/** Interpolated like `percentile_cont`; tickets without a resolution time are left out, as SQL leaves NULL out. */
function resolutionPercentile(share: string): string {
  return `PERCENTILEX.INC(FILTER('Ticket', NOT ISBLANK('Ticket'[Resolution minutes])), 'Ticket'[Resolution minutes], ${share})`;
}
