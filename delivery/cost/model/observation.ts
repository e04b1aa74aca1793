import type { Activity } from "../activity";
import { line, type Pricer } from "../cost-line";
import { listAt, numberAt, type StackResources } from "../resources";
import { assumed, DAYS_PER_MONTH } from "../workload";
import { callsOf } from "./functions";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";
const FOR_EVER_MONTHS = 12;

/** Alarms, metrics, the dashboard, and logs. */
export const observation: Pricer = {
  types: [ALARM, LOG_GROUP, FILTER, DASHBOARD, "aws:ec2/flowLog:FlowLog"],
  lines: (stack, activity) => {
    const gb = logGb(stack, activity);
    return [
      ...stack.ofType(ALARM).map((alarm) => {
        // An alarm on an expression is charged for each metric in it.
        const metrics = listAt(alarm, "metricQueries").filter((query) =>
          Reflect.has(Object(query), "metric"),
        );
        return line("CloudWatch alarms", "cloudwatch-alarm-month", Math.max(metrics.length, 1));
      }),
      line("CloudWatch metrics and dashboard", "cloudwatch-metric-month", stack.ofType(FILTER).length),
      line("CloudWatch metrics and dashboard", "cloudwatch-dashboard-month", stack.ofType(DASHBOARD).length),
      line("CloudWatch Logs", "cloudwatch-log-gb", gb),
      line("CloudWatch Logs", "cloudwatch-log-gb-month", gb * monthsKept(stack)),
    ];
  },
};

function logGb(stack: StackResources, activity: Activity): number {
  const calls = stack
    .ofType("aws:lambda/function:Function")
    .reduce((sum, resource) => sum + callsOf(resource, activity).calls, 0);
  const jobRuns = stack.has("aws:glue/job:Job")
    ? (activity.ticketRuns + activity.ticketRunsWithChanges) * DAYS_PER_MONTH
    : 0;
  const loads = stack.has(WORKGROUP) ? activity.loads * DAYS_PER_MONTH : 0;
  return (
    (calls * assumed("functionLogKb") + loads * assumed("warehouseLogKb")) / 1_024 ** 2 +
    (jobRuns * assumed("glueLogMb")) / 1_024 +
    stack.ofType("aws:ec2/flowLog:FlowLog").length * assumed("flowLogGbPerMonth")
  );
}

/** The longest retention of the stack's log groups; they all have the same. */
function monthsKept(stack: StackResources): number {
  const days = stack.ofType(LOG_GROUP).map((group) => numberAt(group, ["retentionInDays"], 0));
  if (days.length === 0) return 0;
  return days.includes(0) ? FOR_EVER_MONTHS : Math.min(Math.max(...days) / DAYS_PER_MONTH, FOR_EVER_MONTHS);
}
