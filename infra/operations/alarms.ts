import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { LimitsConfig } from "../config/platform-config";
import type { EventQueue } from "../event-queue";
import type { MagicFunction } from "../magic-function";
import type { Naming } from "../naming";
import type { LogMetric } from "./log-metrics";

/** Makes alarms that say so on one topic when they go off and when they end. */
export class AlarmMaker {
  constructor(
    private readonly naming: Naming,
    private readonly topic: aws.sns.Topic,
    private readonly parent: pulumi.Resource,
  ) {}

  deadLetters(name: string, { deadLetters }: EventQueue): void {
    this.above(`${name}-dead-letters`, "Events that could not be dealt with wait for a person", {
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: deadLetters.name },
      statistic: "Maximum",
    });
  }

  functionErrors(name: string, { function: { name: functionName } }: MagicFunction): void {
    this.above(`${name}-errors`, "A function failed", {
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: functionName },
      statistic: "Sum",
    });
  }

  failedRuns(stateMachineArn: pulumi.Output<string>): void {
    for (const metricName of ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"])
      this.above(
        `ticket-${metricName.replace("Executions", "runs-").toLowerCase()}`,
        "A ticket run did not end well",
        {
          namespace: "AWS/States",
          metricName,
          dimensions: { StateMachineArn: stateMachineArn },
          statistic: "Sum",
        },
      );
  }

  /** Goes off at once: a batch comes again for hours before its messages are dead letters. */
  failedLoads({ namespace, name }: LogMetric): void {
    this.above("load-failed", "Objects could not be loaded into the warehouse", {
      namespace,
      metricName: name,
      statistic: "Sum",
    });
  }

  mismatches({ namespace, name }: LogMetric): void {
    this.above("reconciliation-mismatch", "The warehouse does not hold what the source holds", {
      namespace,
      metricName: name,
      statistic: "Sum",
    });
  }

  logFreshness({ namespace, name }: LogMetric, { freshnessHours }: LimitsConfig): void {
    const metric = { namespace, metricName: name };
    this.silence("freshness-logs", `No logs were loaded for ${freshnessHours} hours`, freshnessHours, metric);
  }

  /** Tickets may stay as they are for days while logs are loaded: it is the runs that must not stay away. */
  ticketFreshness(stateMachineArn: pulumi.Output<string>, { freshnessHours }: LimitsConfig): void {
    this.silence(
      "freshness-tickets",
      `No ticket run has succeeded for ${freshnessHours} hours`,
      freshnessHours,
      {
        namespace: "AWS/States",
        metricName: "ExecutionsSucceeded",
        dimensions: { StateMachineArn: stateMachineArn },
      },
    );
  }

  quarantineShare(rejected: LogMetric, records: LogMetric, { quarantinePercent }: LimitsConfig): void {
    const sum = (
      id: string,
      { namespace, name }: LogMetric,
    ): aws.types.input.cloudwatch.MetricAlarmMetricQuery => ({
      id,
      metric: { namespace, metricName: name, stat: "Sum", period: 3_600 },
    });
    new aws.cloudwatch.MetricAlarm(
      "quarantine-share",
      {
        ...this.common(
          "quarantine-share",
          `More than ${quarantinePercent} % of an hour's records were rejected`,
        ),
        comparisonOperator: "GreaterThanThreshold",
        threshold: quarantinePercent,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
        metricQueries: [
          sum("rejected", rejected),
          sum("records", records),
          { id: "share", expression: "100 * rejected / records", label: "Rejected, %", returnData: true },
        ],
      },
      { parent: this.parent },
    );
  }

  /** Goes off when a metric says nothing for that long; no data is the very thing that is looked for. */
  private silence(
    name: string,
    description: string,
    hours: number,
    metric: Pick<aws.cloudwatch.MetricAlarmArgs, "namespace" | "metricName" | "dimensions">,
  ): void {
    new aws.cloudwatch.MetricAlarm(
      name,
      {
        ...this.common(name, description),
        ...metric,
        statistic: "Sum",
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        period: 3_600,
        evaluationPeriods: hours,
        treatMissingData: "breaching",
      },
      { parent: this.parent },
    );
  }

  private above(
    name: string,
    description: string,
    metric: Pick<aws.cloudwatch.MetricAlarmArgs, "namespace" | "metricName" | "dimensions" | "statistic">,
  ): void {
    new aws.cloudwatch.MetricAlarm(
      name,
      {
        ...this.common(name, description),
        ...metric,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        period: 300,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
      },
      { parent: this.parent },
    );
  }

  private common(
    name: string,
    alarmDescription: string,
  ): Pick<aws.cloudwatch.MetricAlarmArgs, "name" | "alarmDescription" | "alarmActions" | "okActions"> {
    return {
      name: this.naming.name(name),
      alarmDescription,
      alarmActions: [this.topic.arn],
      okActions: [this.topic.arn],
    };
  }
}
