import { hourOfStop } from "./ceilings";
import { usd } from "./cost-table";
import { COMPUTE } from "./model/redshift";
import { monthlyCost } from "./monthly-cost";
import { numberTable } from "./number-table";
import type { StackResources } from "./resources";
import { SCALES, scaled, type Workload } from "./workload";

/** Minutes between loads: the window of loads on arrival, then what `careplus:load` may say. */
const INTERVALS = [1, 5, 15, 30, 60, 240, 1_440] as const;

/** Markdown of what Redshift's compute costs in a month by how often it is loaded, at multiples of the workload. */
export function loadIntervals(stack: StackResources, workload: Workload): readonly string[] {
  return numberTable(
    ["a load at most every", ...SCALES.map((times) => `${times}×`)],
    INTERVALS.map((minutes) => [
      name(minutes),
      ...SCALES.map((times) => cost(stack, { ...scaled(workload, times), loadEveryMinutes: minutes })),
    ]),
  );
}

/** Marked where the usage limit stops Redshift during the day. */
function cost(stack: StackResources, workload: Workload): string {
  const compute = monthlyCost(stack, workload).get(COMPUTE) ?? 0;
  return hourOfStop(stack, workload) === undefined ? usd(compute) : `${usd(compute)} *`;
}

function name(minutes: number): string {
  if (minutes === 1) return "minute, `on-arrival`";
  return `${minutes.toLocaleString("en-US")} minutes`;
}
