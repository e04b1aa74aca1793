import { POWER_BI } from "../full-stack";
import { MANAGED, refuses } from "./refused";

describe("the configured workload", () => {
  refuses([
    [
      "a load that is neither",
      { config: { ...MANAGED, "careplus:load": "hourly" } },
      'careplus:load is "hourly": it must be "on-arrival" or "every N minutes".',
    ],
    [
      "a load too often",
      { config: { ...MANAGED, "careplus:load": "every 1 minutes" } },
      'careplus:load is "every 1 minutes": it must be every 5 to 1440 minutes.',
    ],
    [
      "a schedule that is none",
      { config: { ...MANAGED, "careplus:tickets": { schedule: "hourly" } } },
      'careplus:tickets.schedule is "hourly": it must be "off", "rate(1 hour)" or "cron(0 5 * * ? *)".',
    ],
    [
      "an unknown time zone",
      { config: { ...MANAGED, "careplus:tickets": { timeZone: "Mars/Base" } } },
      'careplus:tickets.timeZone is "Mars/Base": it must be an IANA time zone, e.g. "Europe/Berlin".',
    ],
    [
      "too few workers",
      { config: { ...MANAGED, "careplus:tickets": { workers: 1 } } },
      "careplus:tickets.workers is 1: it must be a whole number from 2 to 20.",
    ],
    [
      "a capacity that Redshift does not offer",
      { config: { ...MANAGED, "careplus:warehouse": { baseCapacity: 10 } } },
      "careplus:warehouse.baseCapacity is 10: it must be 4 or a multiple of 8 RPUs.",
    ],
    [
      "a ceiling below the base",
      { config: { ...MANAGED, "careplus:warehouse": { baseCapacity: 32, maxCapacity: 16 } } },
      "careplus:warehouse.maxCapacity is 16: it must be a whole number from 32 to 5632.",
    ],
    [
      "a retention that CloudWatch does not offer",
      { config: { ...MANAGED, "careplus:limits": { logRetentionDays: 31 } } },
      "careplus:limits.logRetentionDays is 31: it must be one of 7, 14, 30, 60, 90, 180, 365, 731.",
    ],
    [
      "Power BI without its secret",
      { config: { ...MANAGED, "careplus:powerBi": POWER_BI } },
      "careplus:powerBiClientSecret is missing: set it with `pulumi config set --secret careplus:powerBiClientSecret`.",
    ],
    [
      "Power BI's secret in plain text",
      { config: { ...MANAGED, "careplus:powerBi": POWER_BI, "careplus:powerBiClientSecret": "s3cret" } },
      "careplus:powerBiClientSecret is given in plain text: set it with `pulumi config set --secret careplus:powerBiClientSecret` and change the value that was exposed.",
    ],
    [
      "a dataset that is no GUID",
      {
        config: { ...MANAGED, "careplus:powerBi": { ...POWER_BI, datasetId: "sales" } },
        secrets: { "careplus:powerBiClientSecret": "s3cret" },
      },
      'careplus:powerBi.datasetId is "sales": it must be a GUID in lower case.',
    ],
  ]);
});
