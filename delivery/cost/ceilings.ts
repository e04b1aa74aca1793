import { activityOf } from "./activity";
import { dpusOf } from "./model/glue";
import { rpuHourCeiling, rpuHoursWanted } from "./model/redshift";
import { price } from "./prices";
import { numberAt, type StackResources, textAt } from "./resources";
import { firesPerDay } from "./schedule-rate";
import { DAYS_PER_MONTH, HOURS_PER_MONTH, SECONDS_PER_MONTH, type Workload } from "./workload";

/** Something in the program that keeps cost from growing, whatever comes in. */
export interface Ceiling {
  readonly what: string;
  /** What happens when it is reached. */
  readonly stops: string;
  /** Most that a month can cost below it, in USD; undefined where it bounds one thing and not the month. */
  readonly usdPerMonth?: number;
}

/** The ceilings that the stack's resources declare. */
export function ceilingsOf(stack: StackResources): readonly Ceiling[] {
  return [
    ...redshiftCeilings(stack),
    ...jobCeilings(stack),
    ...functionCeilings(stack),
    ...databaseCeilings(stack),
    ...athenaCeilings(stack),
    ...budgets(stack),
  ];
}

/**
 * The hour of the day (UTC) at which Redshift stops under a workload, as what it may use is used up evenly until then;
 * undefined when it lasts.
 */
export function hourOfStop(stack: StackResources, workload: Workload): number | undefined {
  const ceiling = rpuHourCeiling(stack);
  const wanted = rpuHoursWanted(stack, activityOf(stack, workload));
  return ceiling === undefined || wanted <= ceiling ? undefined : (24 * ceiling) / wanted;
}

function redshiftCeilings(stack: StackResources): readonly Ceiling[] {
  const hours = rpuHourCeiling(stack);
  if (hours === undefined) return [];
  return [
    {
      what: `Redshift usage limit, ${hours} RPU-hours a day`,
      stops: "loads and every query until the next day (UTC); what came in waits in the queue and the lake",
      usdPerMonth: hours * DAYS_PER_MONTH * price("redshift-rpu-hour").usd,
    },
    ...stack.ofType("aws:redshiftserverless/workgroup:Workgroup").map((workgroup) => ({
      what: `Redshift largest capacity, ${numberAt(workgroup, ["maxCapacity"], 0)} RPUs`,
      stops: "scaling: queries take longer",
    })),
  ];
}

function jobCeilings(stack: StackResources): readonly Ceiling[] {
  const expression = textAt(
    stack.named("aws:scheduler/schedule:Schedule", "ticket-schedule"),
    "scheduleExpression",
  );
  const runs = expression === "" ? 0 : firesPerDay(expression);
  return stack.ofType("aws:glue/job:Job").map((job) => {
    const minutes = numberAt(job, ["timeout"], 480);
    // A run begins when the one before it has ended.
    const minutesPerDay = Math.min(runs * minutes, 1_440);
    const dpuHours = (dpusOf(job) * minutesPerDay * DAYS_PER_MONTH) / 60;
    return {
      what: `${job.name}: ${dpusOf(job)} DPUs for ${minutes} minutes`,
      stops: "the run; the alarm goes off, and the next run does the work",
      usdPerMonth: dpuHours * price("glue-dpu-hour").usd,
    };
  });
}

function functionCeilings(stack: StackResources): readonly Ceiling[] {
  const transformer = stack.named("aws:lambda/function:Function", "log-transformer");
  const source = stack.named("aws:lambda/eventSourceMapping:EventSourceMapping", "log-arrivals");
  if (transformer === undefined || source === undefined) return [];
  const atOnce = numberAt(source, ["scalingConfig", "maximumConcurrency"], 1_000);
  const gb = (numberAt(transformer, ["memorySize"], 128) / 1_024) * atOnce;
  return [
    {
      what: `log-transformer: ${atOnce} at once`,
      stops: "nothing; log files wait in the queue, 14 days at most",
      usdPerMonth: gb * SECONDS_PER_MONTH * price("lambda-arm-gb-second").usd,
    },
  ];
}

function databaseCeilings(stack: StackResources): readonly Ceiling[] {
  return stack.ofType("aws:rds/cluster:Cluster").map((cluster) => {
    const acu = numberAt(cluster, ["serverlessv2ScalingConfiguration", "maxCapacity"], 128);
    return {
      what: `MySQL: ${acu} ACU`,
      stops: "scaling: the extraction takes longer",
      usdPerMonth: acu * HOURS_PER_MONTH * price("aurora-acu-hour").usd,
    };
  });
}

function athenaCeilings(stack: StackResources): readonly Ceiling[] {
  return stack.ofType("aws:athena/workgroup:Workgroup").flatMap((workgroup) => {
    const bytes = numberAt(workgroup, ["configuration", "bytesScannedCutoffPerQuery"], 0);
    if (bytes === 0) return [];
    const gib = bytes / 1_024 ** 3;
    const usd = ((gib / 1_024) * price("athena-tb").usd).toFixed(2);
    return [
      { what: `Athena: ${gib} GiB a query`, stops: `the one query, at ${usd} USD; not how many there are` },
    ];
  });
}

function budgets(stack: StackResources): readonly Ceiling[] {
  return stack.ofType("aws:budgets/budget:Budget").map((budget) => ({
    what: `Budget: ${numberAt(budget, ["limitAmount"], 0)} USD a month`,
    stops: "nothing; the alerts topic is told at 80 % spent and at 100 % forecast",
  }));
}
