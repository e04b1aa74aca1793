import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import type { Loader } from "./loader";
import type { LogPipeline } from "./log-pipeline";
import { AlarmMaker } from "./operations/alarms";
import type { Alerts } from "./operations/alerts";
import { dashboardBody } from "./operations/dashboard";
import { createLogMetrics } from "./operations/log-metrics";
import type { Platform } from "./platform";
import type { Reporting } from "./reporting";
import type { TicketPipeline } from "./ticket-pipeline";
import type { Warehouse } from "./warehouse";

export interface OperationsArgs {
  readonly platform: Platform;
  readonly alerts: Alerts;
  readonly logs: LogPipeline;
  readonly tickets: TicketPipeline;
  readonly warehouse: Warehouse;
  readonly loader: Loader;
  readonly reporting?: Reporting;
}

/** Alarms, a dashboard and a budget over all of it. */
export class Operations extends pulumi.ComponentResource {
  readonly dashboard: aws.cloudwatch.Dashboard;

  constructor(name: string, args: OperationsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:operations:Operations", name, {}, opts);
    const { platform, alerts, logs, tickets, loader, reporting } = args;
    const { limits } = platform.config;
    const namespace = `CarePlus/${platform.config.stack}`;
    const alarms = new AlarmMaker(platform.naming, alerts.topic, this);
    alarms.deadLetters("log-arrivals", logs.queue);
    alarms.deadLetters("load-requests", loader.queue);
    alarms.functionErrors("log-transformer", logs.transformer);
    alarms.functionErrors("loader", loader.loader);
    alarms.functionErrors("reconciler", loader.reconciler);
    if (reporting) {
      alarms.deadLetters("refresh-requests", reporting.queue);
      alarms.functionErrors("refresh", reporting.refresh);
    }
    alarms.failedRuns(tickets.flow.stateMachine.arn);
    const metrics = createLogMetrics(namespace, loader, this);
    alarms.failedLoads(metrics.failedLoads);
    alarms.mismatches(metrics.mismatches);
    alarms.logFreshness(metrics.logsLoaded, limits);
    if (platform.config.tickets.schedule !== undefined)
      alarms.ticketFreshness(tickets.flow.stateMachine.arn, limits);
    alarms.quarantineShare(metrics.rejected, metrics.records, limits);
    this.dashboard = new aws.cloudwatch.Dashboard(
      "platform",
      { dashboardName: platform.naming.name("platform"), dashboardBody: body(args, namespace) },
      { parent: this },
    );
    createBudget(platform, alerts.topic, this);
    this.registerOutputs({ dashboard: this.dashboard.dashboardName });
  }
}

function body(
  { platform, logs, tickets, warehouse, loader, reporting }: OperationsArgs,
  namespace: string,
): pulumi.Output<string> {
  const queues = [logs.queue, loader.queue, ...(reporting ? [reporting.queue] : [])];
  const functions = [
    logs.transformer,
    loader.loader,
    loader.reconciler,
    ...(reporting ? [reporting.refresh] : []),
  ];
  const subjects = {
    region: platform.config.region,
    namespace,
    queues: queues.map(({ queue }) => queue.name),
    functions: functions.map(({ function: { name } }) => name),
    stateMachineArn: tickets.flow.stateMachine.arn,
    workgroup: warehouse.workgroup.workgroupName,
  };
  return pulumi.output(subjects).apply((resolved) => JSON.stringify(dashboardBody(resolved)));
}

/** Warns when four fifths of the month's money are spent, and when all of it is forecast to be. */
function createBudget({ config, naming }: Platform, topic: aws.sns.Topic, parent: pulumi.Resource): void {
  const warn = (threshold: number, notificationType: string): aws.types.input.budgets.BudgetNotification => ({
    comparisonOperator: "GREATER_THAN",
    threshold,
    thresholdType: "PERCENTAGE",
    notificationType,
    subscriberSnsTopicArns: [topic.arn],
  });
  new aws.budgets.Budget(
    "monthly",
    {
      name: naming.name("monthly"),
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(config.limits.monthlyBudgetUsd),
      limitUnit: "USD",
      // The tags count as cost allocation tags only once the account's owner has activated them.
      costFilters: [{ name: "TagKeyValue", values: [`user:stack$${config.stack}`] }],
      notifications: [warn(80, "ACTUAL"), warn(100, "FORECASTED")],
    },
    { parent },
  );
}
