import { expect } from "chai";
import { loadIntervals } from "../../../delivery/cost/load-intervals";
import { type Resource, StackResources } from "../../../delivery/cost/resources";
import type { Workload } from "../../../delivery/cost/workload";

/** Far more files than there are minutes in a day, so that every load finds some. */
const BUSY: Workload = { ticketsPerDay: 0, logsGbPerDay: 100 };

function warehouse(dailyRpuHours: number): StackResources {
  const workgroup = "aws:redshiftserverless/workgroup:Workgroup";
  const limit = "aws:redshiftserverless/usageLimit:UsageLimit";
  const ceiling = { amount: dailyRpuHours, period: "daily", usageType: "serverless-compute" };
  const resources: readonly Resource[] = [
    { type: workgroup, name: "warehouse", inputs: { baseCapacity: 8 } },
    { type: limit, name: "daily", inputs: { ...ceiling, breachAction: "deactivate" } },
  ];
  return new StackResources(resources);
}

describe("the cost of each load interval", () => {
  it("is a minute of Redshift for each load, and what reading the files takes", () => {
    const rows = loadIntervals(warehouse(1_000), BUSY);

    // 24 loads of 60 s, and 13 GB of Parquet at a minute each: 37 minutes of 8 RPUs on each of 30.4 days.
    const hourly = ((37 / 60) * 8 * (730 / 24) * 0.451).toFixed(2);
    expect(rows.find((row) => row.startsWith("| 60 minutes"))).to.include(`| ${hourly} |`);
  });

  it("has a mark where the usage limit stops Redshift during the day, which it then costs", () => {
    const rows = loadIntervals(warehouse(4), BUSY);

    const ceiling = (4 * (730 / 24) * 0.451).toFixed(2);
    expect(rows.find((row) => row.startsWith("| minute"))).to.equal(
      `| minute, \`on-arrival\` | ${ceiling} * | ${ceiling} * | ${ceiling} * |`,
    );
  });
});
