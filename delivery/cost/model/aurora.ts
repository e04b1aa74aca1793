import type { Activity } from "../activity";
import { line, type Pricer } from "../cost-line";
import { numberAt, type Resource } from "../resources";
import { assumed, DAYS_PER_MONTH, HOURS_PER_MONTH, MONTHS_STORED } from "../workload";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const SCALING = "serverlessv2ScalingConfiguration";
/** Seconds without a connection after which a cluster that may, pauses. */
const DEFAULT_PAUSE_SECONDS = 300;

/** The stack's own MySQL: awake while it is read and until it pauses, or all the time where it must not pause. */
export const aurora: Pricer = {
  types: [CLUSTER, INSTANCE],
  lines: (stack, activity) =>
    stack.ofType(CLUSTER).flatMap((cluster) => {
      const stored =
        (activity.ticketsPerDay * DAYS_PER_MONTH * MONTHS_STORED * assumed("ticketBytes")) / 1_024 ** 3;
      const instances = stack.ofType(INSTANCE).length;
      // A run reads the changed rows, a page of 16 KB for some of each.
      const millionsOfReads = (activity.ticketsPerDay * DAYS_PER_MONTH) / 1e6;
      return [
        line("Aurora MySQL, compute", "aurora-acu-hour", instances * acuHours(cluster, activity)),
        line("Aurora MySQL, storage", "aurora-storage-gb-month", Math.max(stored, 1)),
        line("Aurora MySQL, storage", "aurora-io-million", millionsOfReads),
      ];
    }),
};

function acuHours(cluster: Resource, { ticketRuns }: Activity): number {
  const least = numberAt(cluster, [SCALING, "minCapacity"], 0.5);
  if (least > 0) return least * HOURS_PER_MONTH;
  const pause = numberAt(cluster, [SCALING, "secondsUntilAutoPause"], DEFAULT_PAUSE_SECONDS);
  const awakeMinutes = ticketRuns * (assumed("extractMinutes") + pause / 60);
  return (assumed("mysqlAcu") * Math.min(awakeMinutes, 1_440) * DAYS_PER_MONTH) / 60;
}
