import type { Activity } from "../activity";
import { line, type Pricer } from "../cost-line";
import { numberAt, type Resource, textAt } from "../resources";
import { assumed, DAYS_PER_MONTH } from "../workload";

const JOB = "aws:glue/job:Job";
/** https://docs.aws.amazon.com/glue/latest/dg/worker-types.html */
const DPUS: Readonly<Record<string, number>> = { "G.025X": 0.25, "G.1X": 1, "G.2X": 2, "G.4X": 4, "G.8X": 8 };

/** Work units of a job while it runs. */
export function dpusOf(job: Resource): number {
  return (DPUS[textAt(job, "workerType")] ?? 1) * numberAt(job, ["numberOfWorkers"], 10);
}

/** Jobs run for minutes: the extraction each time, the transformation when there is something new. Crawlers are started by hand. */
export const glue: Pricer = {
  types: [JOB],
  lines: (stack, activity) =>
    stack.ofType(JOB).map((job) => {
      const minutes = minutesPerDay(job.name, activity);
      return line("Glue jobs", "glue-dpu-hour", (dpusOf(job) * minutes * DAYS_PER_MONTH) / 60);
    }),
};

function minutesPerDay(name: string, { ticketRuns, ticketRunsWithChanges, ticketsPerDay }: Activity): number {
  if (name !== "transform-tickets") return ticketRuns * assumed("extractMinutes");
  return (
    ticketRunsWithChanges * assumed("transformMinutes") + ticketsPerDay / assumed("transformTicketsPerMinute")
  );
}
