import type { Activity } from "../activity";
import { line, type Pricer } from "../cost-line";
import { numberAt, type StackResources } from "../resources";
import { assumed, DAYS_PER_MONTH, MONTHS_STORED } from "../workload";

/** As the table calls it. */
export const COMPUTE = "Redshift Serverless, compute";

const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";
const NAMESPACE = "aws:redshiftserverless/namespace:Namespace";
const USAGE_LIMIT = "aws:redshiftserverless/usageLimit:UsageLimit";
const DEFAULT_BASE_CAPACITY = 128;

/** RPU-hours of a day: a load is charged a minute at least, more when there is more to read. */
export function rpuHoursWanted(stack: StackResources, { loads, parquetGb }: Activity): number {
  const seconds = loads * assumed("loadSeconds") + (parquetGb / assumed("loadGbPerMinute")) * 60;
  const rpus = stack
    .ofType(WORKGROUP)
    .reduce((sum, workgroup) => sum + numberAt(workgroup, ["baseCapacity"], DEFAULT_BASE_CAPACITY), 0);
  // It cannot be awake for longer than the day; what is more waits.
  return (rpus * Math.min(seconds, 86_400)) / 3_600;
}

/** RPU-hours of a day that the usage limit lets through; undefined without a limit that stops anything. */
export function rpuHourCeiling(stack: StackResources): number | undefined {
  const [limit] = stack
    .ofType(USAGE_LIMIT)
    .filter(
      ({ inputs }) => inputs.breachAction === "deactivate" && inputs.usageType === "serverless-compute",
    );
  if (limit === undefined) return undefined;
  const days =
    { daily: 1, weekly: 7, monthly: DAYS_PER_MONTH }[String(limit.inputs.period)] ?? DAYS_PER_MONTH;
  return numberAt(limit, ["amount"], 0) / days;
}

export const redshift: Pricer = {
  types: [WORKGROUP, NAMESPACE, USAGE_LIMIT],
  lines: (stack, activity) => {
    const hours = Math.min(
      rpuHoursWanted(stack, activity),
      rpuHourCeiling(stack) ?? Number.POSITIVE_INFINITY,
    );
    const stored = stack.ofType(NAMESPACE).length * activity.parquetGb * DAYS_PER_MONTH * MONTHS_STORED;
    return [
      line(COMPUTE, "redshift-rpu-hour", hours * DAYS_PER_MONTH),
      line("Redshift Serverless, storage", "redshift-storage-gb-month", stored),
    ];
  },
};
