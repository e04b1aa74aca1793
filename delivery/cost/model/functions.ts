import type { Activity } from "../activity";
import { line, type Pricer } from "../cost-line";
import { numberAt, type Resource } from "../resources";
import { assumed, DAYS_PER_MONTH } from "../workload";

const FUNCTION = "aws:lambda/function:Function";
const FREE_STORAGE_MB = 512;

/** What a function does in a month. */
export interface Calls {
  readonly calls: number;
  readonly seconds: number;
}

/** Functions that are called by what comes in; the others run when the stack is deployed. */
export function callsOf({ name }: Resource, activity: Activity): Calls {
  const monthly = (calls: number, seconds: number): Calls => ({
    calls: calls * DAYS_PER_MONTH,
    seconds: seconds * DAYS_PER_MONTH,
  });
  const start = assumed("transformerStartSeconds");
  switch (name) {
    case "log-transformer":
      return monthly(
        activity.logFiles,
        activity.logFiles * start + (activity.logsGbPerDay * 1_024) / assumed("transformerMbPerSecond"),
      );
    case "loader": {
      // A queue that is drained by a schedule is looked at whether it holds something or not.
      const inVain = Math.max(activity.scheduledLoads - activity.loads, 0);
      return monthly(activity.loads + inVain, activity.loads * assumed("loaderSeconds") + inVain);
    }
    case "reconciler":
      return monthly(
        activity.ticketRunsWithChanges,
        activity.ticketRunsWithChanges * assumed("reconcilerSeconds"),
      );
    case "refresh":
      return monthly(activity.loads, activity.loads);
    default:
      return { calls: 0, seconds: 0 };
  }
}

export const functions: Pricer = {
  types: [FUNCTION],
  lines: (stack, activity) =>
    stack.ofType(FUNCTION).flatMap((resource) => {
      const { calls, seconds } = callsOf(resource, activity);
      const memoryGb = numberAt(resource, ["memorySize"], 128) / 1_024;
      const storageMb = numberAt(resource, ["ephemeralStorage", "size"], FREE_STORAGE_MB) - FREE_STORAGE_MB;
      return [
        line("Lambda", "lambda-arm-gb-second", seconds * memoryGb),
        line("Lambda", "lambda-million-requests", calls / 1e6),
        line("Lambda", "lambda-storage-gb-second", (seconds * storageMb) / 1_024),
      ];
    }),
};
