import {
  AVERAGE_CPU,
  AVERAGE_RESPONSE_TIME,
  ERROR_SHARE,
  LOG_ENTRIES,
  P95_RESPONSE_TIME,
  TICKETS_LOGGED,
} from "./log-measures";
import type { Dimension, Page } from "./model";

const RANGES = ["0–499 ms", "500–999 ms", "1000–1499 ms", "1500+ ms"] as const;
const LEVELS = ["ERROR", "WARNING", "INFO", "DEBUG"] as const;

const LEVEL: Dimension = { id: "level", name: "Level", sql: "level", order: LEVELS, filter: "level" };
const USER_AGENT: Dimension = {
  id: "user_agent",
  name: "User agent",
  sql: "user_agent",
  filter: "user_agent",
};
const RESPONSE_TIME_RANGE: Dimension = {
  id: "response_time_range",
  name: "Response time",
  sql: "response_time_range",
  order: RANGES,
  filter: "response_time_range",
};

/** docs/data.md section 6, "Support logs". */
export const LOG_PAGE: Page = {
  id: "support-logs",
  title: "Support logs",
  description: "How the services behind the tickets behaved",
  dataset: "logs",
  view: "rpt.log_entries",
  dateColumn: "log_date",
  dateName: "Logged",
  rowName: "log entry",
  cards: [LOG_ENTRIES, TICKETS_LOGGED, AVERAGE_CPU, AVERAGE_RESPONSE_TIME, P95_RESPONSE_TIME, ERROR_SHARE],
  visuals: [
    {
      kind: "line",
      id: "response-time",
      title: "Response time",
      description: "Mean and 95th percentile response time of the log entries, in milliseconds",
      measures: [AVERAGE_RESPONSE_TIME, P95_RESPONSE_TIME],
      hourlyBy: "logged_at",
      width: 6,
    },
    {
      kind: "line",
      id: "cpu",
      title: "CPU",
      description: "Mean processor use reported by the log entries over time",
      measures: [AVERAGE_CPU],
      hourlyBy: "logged_at",
      width: 6,
    },
    {
      kind: "column",
      id: "response-time-ranges",
      title: "Response time ranges",
      description: "Log entries, and distinct tickets they are about, by range of response time",
      dimension: RESPONSE_TIME_RANGE,
      measures: [LOG_ENTRIES, TICKETS_LOGGED],
      width: 4,
    },
    {
      kind: "column",
      id: "logs-by-level",
      title: "Log entries by level",
      description: "Log entries by severity",
      dimension: LEVEL,
      measures: [LOG_ENTRIES],
      width: 4,
    },
    {
      kind: "bar",
      id: "logs-by-user-agent",
      title: "Log entries by user agent",
      description: "Log entries by the program that called",
      dimension: USER_AGENT,
      measures: [LOG_ENTRIES],
      width: 4,
    },
  ],
  choices: [
    { id: "level", name: "Level", column: "level", order: LEVELS },
    { id: "user_agent", name: "User agent", column: "user_agent" },
    { id: "response_time_range", name: "Response time", column: "response_time_range", order: RANGES },
  ],
  switches: [],
};
