/** What the dashboard shows, as resolved names. */
export interface DashboardSubjects {
  readonly region: string;
  readonly namespace: string;
  readonly queues: readonly string[];
  readonly functions: readonly string[];
  readonly stateMachineArn: string;
  readonly workgroup: string;
}

type Metric = readonly [namespace: string, metric: string, ...dimension: string[]];

const WIDTH = 12;
const HEIGHT = 6;

/**
 * Body of a CloudWatch dashboard, two charts a row:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(subjects: DashboardSubjects): object {
  const { namespace, queues, functions, stateMachineArn, workgroup } = subjects;
  const charts: readonly [title: string, stat: string, metrics: readonly Metric[]][] = [
    [
      "Records loaded and rejected",
      "Sum",
      [
        [namespace, "records-loaded"],
        [namespace, "records-rejected"],
      ],
    ],
    ["Reconciliation mismatches", "Sum", [[namespace, "reconciliation-mismatches"]]],
    [
      "Since the last load, minutes",
      "Maximum",
      [
        [namespace, "tickets-age-minutes"],
        [namespace, "logs-age-minutes"],
      ],
    ],
    [
      "Events waiting",
      "Maximum",
      queues.map((queue) => ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue]),
    ],
    [
      "Age of the oldest event, s",
      "Maximum",
      queues.map((queue) => ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue]),
    ],
    ["Function errors", "Sum", functions.map((name) => ["AWS/Lambda", "Errors", "FunctionName", name])],
    [
      "Function duration, ms",
      "p95",
      functions.map((name) => ["AWS/Lambda", "Duration", "FunctionName", name]),
    ],
    [
      "Ticket runs",
      "Sum",
      ["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"].map((metric) => [
        "AWS/States",
        metric,
        "StateMachineArn",
        stateMachineArn,
      ]),
    ],
    [
      "Redshift compute, RPU seconds",
      "Sum",
      [["AWS/Redshift-Serverless", "ComputeSeconds", "Workgroup", workgroup]],
    ],
  ];
  return {
    widgets: charts.map(([title, stat, metrics], index) => ({
      type: "metric",
      x: (index % 2) * WIDTH,
      y: Math.floor(index / 2) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      properties: { title, stat, metrics, region: subjects.region, view: "timeSeries", period: 300 },
    })),
  };
}
