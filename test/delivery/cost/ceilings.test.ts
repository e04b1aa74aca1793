import { expect } from "chai";
import { ceilingsOf, hourOfStop } from "../../../delivery/cost/ceilings";
import { recordedStack } from "../../../delivery/cost/recorded-stack";
import { type Resource, StackResources } from "../../../delivery/cost/resources";

const LIMITED: readonly Resource[] = [
  {
    type: "aws:redshiftserverless/workgroup:Workgroup",
    name: "w",
    inputs: { baseCapacity: 8, maxCapacity: 16 },
  },
  {
    type: "aws:redshiftserverless/usageLimit:UsageLimit",
    name: "l",
    inputs: { amount: 4, period: "daily", usageType: "serverless-compute", breachAction: "deactivate" },
  },
];

describe("ceilings", () => {
  it("tell when Redshift stops on a day that wants more than it may use", () => {
    const stack = new StackResources(LIMITED);
    // 48 loads of a minute on 8 RPUs are 6.4 RPU-hours, and 0.13 GB of Parquet a little more.
    const workload = { ticketsPerDay: 0, logsGbPerDay: 1, loadEveryMinutes: 30 };

    expect(hourOfStop(stack, workload)).to.be.closeTo(16, 1);
    expect(hourOfStop(stack, { ...workload, loadEveryMinutes: 120 })).to.equal(undefined);
    expect(hourOfStop(new StackResources(LIMITED.slice(0, 1)), workload)).to.equal(undefined);
  });

  it("of dev are its usage limit, jobs, transformers, MySQL, queries and budget", async () => {
    const ceilings = ceilingsOf(await recordedStack("dev"));

    expect(ceilings.map(({ what, usdPerMonth }) => `${what}: ${usdPerMonth?.toFixed(2)}`)).to.have.members([
      // 16 × 30.4 days × 0.451
      "Redshift usage limit, 16 RPU-hours a day: 219.49",
      "Redshift largest capacity, 16 RPUs: undefined",
      // 2 DPUs × 30 minutes × 730 runs × 0.44
      "extract-tickets: 2 DPUs for 30 minutes: 321.20",
      "transform-tickets: 2 DPUs for 30 minutes: 321.20",
      // 10 × 1,769 MB × 2,628,000 s × 0.0000133334
      "log-transformer: 10 at once: 605.33",
      // 2 × 730 × 0.14
      "MySQL: 2 ACU: 204.40",
      "Athena: 10 GiB a query: undefined",
      "Budget: 100 USD a month: undefined",
    ]);
  });
});
