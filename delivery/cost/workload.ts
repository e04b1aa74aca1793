/** What comes in, and how often it is loaded. */
export interface Workload {
  /** New and changed tickets. */
  readonly ticketsPerDay: number;
  readonly logsGbPerDay: number;
  /** Minutes between loads; absent: as the stack says. */
  readonly loadEveryMinutes?: number;
}

/** One times: a support desk of some twenty people, and a handful of servers that ship their logs. */
export const USUAL_WORKLOAD: Workload = { ticketsPerDay: 500, logsGbPerDay: 0.2 };

export const IDLE: Workload = { ticketsPerDay: 0, logsGbPerDay: 0 };

/** How many times the workload each column of the table stands for. */
export const SCALES = [1, 10, 100] as const;

export function scaled(workload: Workload, times: number): Workload {
  return {
    ...workload,
    ticketsPerDay: workload.ticketsPerDay * times,
    logsGbPerDay: workload.logsGbPerDay * times,
  };
}

export const HOURS_PER_MONTH = 730;
export const DAYS_PER_MONTH = 730 / 24;
export const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3_600;
/** Storage grows; the table is of the month that ends a year of it. */
export const MONTHS_STORED = 12;

/** What the model takes for given. Each is a number that someone may measure anew. */
export const ASSUMED = {
  logFileMb: { value: 10, what: "MB in a log file that a server ships" },
  transformerMbPerSecond: {
    value: 25,
    what: "MB of logs a second in the transformer (27 measured on two busy cores)",
  },
  transformerStartSeconds: { value: 0.3, what: "seconds before a function's first byte" },
  loaderSeconds: { value: 30, what: "seconds of the loader for each load" },
  reconcilerSeconds: { value: 15, what: "seconds of the reconciler for each ticket run that found changes" },
  parquetShare: { value: 0.13, what: "bytes of Parquet for a byte of logs (measured on 200,000 entries)" },
  objectsPerLogFile: {
    value: 4,
    what: "objects that the transformer writes for a log file, its manifest among them",
  },
  ticketBytes: { value: 1_000, what: "bytes of a ticket in the raw zone, the lake and MySQL" },
  extractMinutes: {
    value: 1.5,
    what: "minutes of an extraction, found changes or not (Glue charges one at least)",
  },
  transformMinutes: { value: 2, what: "minutes of a transformation" },
  transformTicketsPerMinute: { value: 500_000, what: "further tickets a minute in a transformation" },
  loadSeconds: { value: 60, what: "seconds of Redshift for a load, its least charge" },
  loadGbPerMinute: { value: 1, what: "GB of Parquet that Redshift loads a minute beyond that" },
  mysqlAcu: { value: 1, what: "ACU while the small MySQL is awake" },
  athenaGbPerDay: { value: 1, what: "GB that analysts read by Athena a day" },
  glueLogMb: { value: 2, what: "MB of log for a run of a Glue job" },
  functionLogKb: { value: 4, what: "KB of log for a call of a function" },
  warehouseLogKb: { value: 50, what: "KB of Redshift's own log for a load" },
  flowLogGbPerMonth: { value: 0.05, what: "GB of the VPC's log of refused connections a month" },
  pollersPerQueue: { value: 5, what: "pollers that Lambda keeps at a queue, each asking every 20 seconds" },
} as const;

export function assumed(name: keyof typeof ASSUMED): number {
  return ASSUMED[name].value;
}
