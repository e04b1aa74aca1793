import { numberAt, type StackResources, textAt } from "./resources";
import { firesPerDay } from "./schedule-rate";
import { assumed, type Workload } from "./workload";

/** What the stack does in a day under a workload. */
export interface Activity extends Workload {
  readonly logFiles: number;
  /** Starts of the ticket flow. */
  readonly ticketRuns: number;
  /** Those that find something new; each is transformed, loaded and reconciled. */
  readonly ticketRunsWithChanges: number;
  /** Times at which a load could begin. */
  readonly loadWindows: number;
  readonly loads: number;
  /** Objects written to the lake, as they come in and as they are transformed. */
  readonly objects: number;
  /** Starts of the loader by a schedule, whether something waits or not. */
  readonly scheduledLoads: number;
  /** GB of Parquet. */
  readonly parquetGb: number;
}

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const WINDOW = "maximumBatchingWindowInSeconds";

export function activityOf(stack: StackResources, workload: Workload): Activity {
  const ticketRuns = scheduledRuns(stack, "ticket-schedule");
  const logFiles = (workload.logsGbPerDay * 1_024) / assumed("logFileMb");
  const ticketRunsWithChanges = filled(ticketRuns, workload.ticketsPerDay);
  const loadWindows = windowsPerDay(stack, workload);
  return {
    ...workload,
    logFiles,
    ticketRuns,
    ticketRunsWithChanges,
    loadWindows,
    loads: filled(loadWindows, logFiles + ticketRunsWithChanges),
    objects: logFiles + (logFiles + ticketRunsWithChanges) * assumed("objectsPerLogFile"),
    scheduledLoads: stack.named(SCHEDULE, "load-schedule") === undefined ? 0 : loadWindows,
    parquetGb:
      workload.logsGbPerDay * assumed("parquetShare") +
      (workload.ticketsPerDay * assumed("ticketBytes")) / 1_024 ** 3,
  };
}

function scheduledRuns(stack: StackResources, name: string): number {
  const expression = textAt(stack.named(SCHEDULE, name), "scheduleExpression");
  return expression === "" ? 0 : firesPerDay(expression);
}

/** Either the loader drains its queue by a schedule, or what comes within the window of its event source is one load. */
function windowsPerDay(stack: StackResources, { loadEveryMinutes }: Workload): number {
  if (loadEveryMinutes !== undefined) return 1_440 / loadEveryMinutes;
  const scheduled = scheduledRuns(stack, "load-schedule");
  if (scheduled > 0) return scheduled;
  const source = stack.named("aws:lambda/eventSourceMapping:EventSourceMapping", "load-requests");
  return source === undefined ? 0 : 86_400 / Math.max(numberAt(source, [WINDOW], 1), 1);
}

/** How many of so many windows get something when that many things fall into them at random. */
function filled(windows: number, things: number): number {
  return windows === 0 ? 0 : windows * (1 - Math.exp(-things / windows));
}
