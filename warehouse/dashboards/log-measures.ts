import type { Measure } from "./model";

export const LOG_ENTRIES: Measure = {
  id: "log_entries",
  name: "Log entries",
  description: "Distinct log entries written in the period",
  format: "count",
  sql: "count(*)",
  dax: "COUNTROWS('Log entry')",
};

export const TICKETS_LOGGED: Measure = {
  id: "tickets_logged",
  name: "Tickets logged",
  description: "Distinct tickets that these log entries are about",
  format: "count",
  sql: "count(distinct ticket_id)",
  dax: "IF(ISEMPTY('Log entry'), BLANK(), DISTINCTCOUNTNOBLANK('Log entry'[Ticket ID]) + 0)",
};

export const AVERAGE_CPU: Measure = {
  id: "average_cpu_percent",
  name: "Average CPU",
  description: "Mean processor use reported by the log entries",
  format: "percent",
  sql: "avg(cpu_percent)",
  dax: "AVERAGE('Log entry'[CPU percent])",
};

export const AVERAGE_RESPONSE_TIME: Measure = {
  id: "average_response_time_ms",
  name: "Average response time",
  description: "Mean response time of the log entries",
  format: "milliseconds",
  sql: "avg(cast(response_time_ms as double precision))",
  dax: "AVERAGE('Log entry'[Response time])",
};

export const P95_RESPONSE_TIME: Measure = {
  id: "p95_response_time_ms",
  name: "p95 response time",
  description: "Nineteen log entries of twenty answered within this time",
  format: "milliseconds",
  sql: "percentile_cont(0.95) within group (order by response_time_ms)",
  dax: "PERCENTILE.INC('Log entry'[Response time], 0.95)",
};

export const ERROR_SHARE: Measure = {
  id: "error_share",
  name: "Error share",
  description: "Share of the log entries that the service flagged as an error",
  format: "share",
  sql: "avg(case when is_error then 1.0e0 else 0.0e0 end)",
  dax: "DIVIDE(COUNTROWS(FILTER('Log entry', 'Log entry'[Is error] = TRUE())) + 0, COUNTROWS('Log entry'))",
};
