import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { Loader } from "../loader";

/** Numbers that the functions write into their logs, as metrics of the stack. */
export interface LogMetric {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Makes metrics of log lines: of `load committed` the counts of records, of `load failed` their number, of
 * `reconciled` the checks that failed. Lambda's JSON log puts what the handler logged below `message`.
 */
export function createLogMetrics(
  namespace: string,
  { loader, reconciler }: Loader,
  parent: pulumi.Resource,
): Readonly<Record<"records" | "rejected" | "failedLoads" | "mismatches", LogMetric>> {
  const metric = (
    name: string,
    logGroup: aws.cloudwatch.LogGroup,
    event: string,
    value: string,
  ): LogMetric => {
    new aws.cloudwatch.LogMetricFilter(
      name,
      {
        name,
        logGroupName: logGroup.id,
        pattern: `{ $.message.event = "${event}" }`,
        metricTransformation: { namespace, name, value },
      },
      { parent },
    );
    return { namespace, name };
  };
  return {
    records: metric("records-loaded", loader.logGroup, "load committed", "$.message.recordsIn"),
    rejected: metric("records-rejected", loader.logGroup, "load committed", "$.message.rejected"),
    failedLoads: metric("loads-failed", loader.logGroup, "load failed", "1"),
    mismatches: metric(
      "reconciliation-mismatches",
      reconciler.logGroup,
      "reconciled",
      "$.message.mismatches",
    ),
  };
}
