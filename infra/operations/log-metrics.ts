import type * as pulumi from "@pulumi/pulumi";
import type { DatasetName } from "../../runtime/load/staging";
import * as aws from "../aws";
import type { Loader } from "../loader";

/** Numbers that the functions write into their logs, as metrics of the stack. */
export interface LogMetric {
  readonly namespace: string;
  readonly name: string;
}

/** The stack's metrics, by what they are about. */
export interface StackMetrics {
  readonly records: LogMetric;
  readonly rejected: LogMetric;
  readonly failedLoads: LogMetric;
  readonly mismatches: LogMetric;
  readonly logsLoaded: LogMetric;
}

/**
 * Makes metrics of log lines: of `load committed` the counts of records, of `load failed` their number, of
 * `reconciled` the checks that failed and how old the datasets are. Lambda's JSON log puts what the handler logged below
 * `message`.
 */
export function createLogMetrics(
  namespace: string,
  { loader, reconciler }: Loader,
  parent: pulumi.Resource,
): StackMetrics {
  const metric = (
    name: string,
    logGroup: aws.cloudwatch.LogGroup,
    text: string,
    value: string,
    member = "event",
  ): LogMetric => {
    new aws.cloudwatch.LogMetricFilter(
      name,
      {
        name,
        logGroupName: logGroup.id,
        pattern: `{ $.message.${member} = "${text}" }`,
        metricTransformation: { namespace, name, value },
      },
      { parent },
    );
    return { namespace, name };
  };
  for (const dataset of ["tickets", "logs"] satisfies DatasetName[])
    metric(`${dataset}-age-minutes`, reconciler.logGroup, "reconciled", `$.message.${dataset}AgeMinutes`);
  return {
    logsLoaded: metric("logs-loaded", loader.logGroup, "logs", "$.message.recordsIn", "dataset"),
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
