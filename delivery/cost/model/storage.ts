import { line, type Pricer } from "../cost-line";
import { listAt, numberAt, type Resource, type StackResources } from "../resources";
import { assumed, DAYS_PER_MONTH, MONTHS_STORED } from "../workload";

const BUCKET = "aws:s3/bucket:Bucket";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const READS_PER_OBJECT = 3;

/** The lake: what came in for a year, as it came and as Parquet, and what writing and reading it takes. */
export const storage: Pricer = {
  types: [BUCKET, LIFECYCLE],
  lines: (stack, activity) => {
    if (!stack.has(BUCKET)) return [];
    const { logFiles, logsGbPerDay, ticketsPerDay, parquetGb } = activity;
    const days = DAYS_PER_MONTH * MONTHS_STORED;
    const rawGbPerDay = logsGbPerDay + (ticketsPerDay * assumed("ticketBytes")) / 1_024 ** 3;
    const warmDays = Math.min(days, daysUntilInfrequent(stack));
    const objects = activity.objects * DAYS_PER_MONTH;
    return [
      line("S3, storage", "s3-standard-gb-month", rawGbPerDay * warmDays + parquetGb * days),
      line("S3, storage", "s3-ia-gb-month", rawGbPerDay * (days - warmDays)),
      line("S3, requests", "s3-1000-puts", objects / 1_000),
      line("S3, requests", "s3-1000-gets", (objects * READS_PER_OBJECT) / 1_000),
      line("S3, requests", "s3-1000-transitions", warmDays < days ? (logFiles * DAYS_PER_MONTH) / 1_000 : 0),
    ];
  },
};

function daysUntilInfrequent(stack: StackResources): number {
  const rules = listAt(stack.named(LIFECYCLE, "raw"), "rules");
  const transitions = rules.flatMap((rule) => listAt(asResource(rule), "transitions"));
  return Math.min(
    ...transitions.map((transition) => numberAt(asResource(transition), ["days"], Number.POSITIVE_INFINITY)),
  );
}

function asResource(value: unknown): Resource {
  return { type: "", name: "", inputs: typeof value === "object" && value !== null ? { ...value } : {} };
}
