import type { NotificationWithSubscribers } from "@aws-sdk/client-budgets";
import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type * as aws from "@pulumi/aws";
import { ACCOUNT, type Clients } from "../clients";
import { arnOf, type Creator, creator, pascal, text } from "./creator";

/** Logs, metrics, alarms, the dashboard and the budget. */
export function operationsCreators({ logs, cloudwatch, budgets }: Clients): Record<string, Creator> {
  return {
    "aws:cloudwatch/logGroup:LogGroup": creator<aws.cloudwatch.LogGroupArgs>(async (group) => {
      const logGroupName = text(group.name);
      await logs.createLogGroup({ logGroupName, kmsKeyId: group.kmsKeyId });
      await logs.putRetentionPolicy({ logGroupName, retentionInDays: group.retentionInDays });
      return {
        id: logGroupName,
        outputs: { arn: arnOf("logs", `log-group:${logGroupName}`) },
        remove: () => logs.deleteLogGroup({ logGroupName }),
      };
    }),
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": creator<aws.cloudwatch.LogMetricFilterArgs>(
      async (filter) => {
        const place = { logGroupName: text(filter.logGroupName), filterName: text(filter.name) };
        const { name, namespace, value } = filter.metricTransformation;
        await logs.putMetricFilter({
          ...place,
          filterPattern: filter.pattern,
          metricTransformations: [{ metricName: name, metricNamespace: namespace, metricValue: value }],
        });
        return { id: place.filterName, remove: () => logs.deleteMetricFilter(place) };
      },
    ),
    "aws:cloudwatch/metricAlarm:MetricAlarm": creator<aws.cloudwatch.MetricAlarmArgs>(async (alarm) => {
      const AlarmName = text(alarm.name);
      const dimensions = Object.entries(alarm.dimensions ?? {});
      await cloudwatch.putMetricAlarm({
        AlarmName,
        AlarmActions: alarm.alarmActions?.map((arn) => text(arn)),
        AlarmDescription: alarm.alarmDescription,
        ComparisonOperator: text<"GreaterThanThreshold">(alarm.comparisonOperator),
        ...(dimensions.length > 0 && { Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })) }),
        EvaluationPeriods: alarm.evaluationPeriods,
        MetricName: alarm.metricName,
        Metrics: alarm.metricQueries?.map(metricQuery),
        Namespace: alarm.namespace,
        OKActions: alarm.okActions?.map((arn) => text(arn)),
        Period: alarm.period,
        Statistic: alarm.statistic === undefined ? undefined : text<"Sum">(alarm.statistic),
        Threshold: alarm.threshold,
        TreatMissingData: alarm.treatMissingData,
      });
      return {
        id: AlarmName,
        outputs: { arn: arnOf("cloudwatch", `alarm:${AlarmName}`) },
        remove: () => cloudwatch.deleteAlarms({ AlarmNames: [AlarmName] }),
      };
    }),
    "aws:cloudwatch/dashboard:Dashboard": creator<aws.cloudwatch.DashboardArgs>(async (dashboard) => {
      const DashboardName = text(dashboard.dashboardName);
      await cloudwatch.putDashboard({ DashboardName, DashboardBody: text(dashboard.dashboardBody) });
      return {
        id: DashboardName,
        remove: () => cloudwatch.deleteDashboards({ DashboardNames: [DashboardName] }),
      };
    }),
    "aws:budgets/budget:Budget": creator<aws.budgets.BudgetArgs>(async (budget) => {
      const BudgetName = text(budget.name);
      const filters = (budget.costFilters ?? []).map(({ name, values }) => [name, values]);
      await budgets.createBudget({
        AccountId: ACCOUNT,
        Budget: {
          BudgetName,
          BudgetType: text<"COST">(budget.budgetType),
          BudgetLimit: { Amount: budget.limitAmount, Unit: budget.limitUnit },
          CostFilters: Object.fromEntries(filters) as Record<string, string[]>,
          TimeUnit: text<"MONTHLY">(budget.timeUnit),
        },
        NotificationsWithSubscribers: budget.notifications?.map(
          ({ subscriberSnsTopicArns = [], ...notification }): NotificationWithSubscribers => ({
            Notification: pascal(notification),
            Subscribers: subscriberSnsTopicArns.map((Address) => ({ SubscriptionType: "SNS", Address })),
          }),
        ),
      });
      return {
        id: BudgetName,
        remove: () => budgets.deleteBudget({ AccountId: ACCOUNT, BudgetName }),
      };
    }),
  };
}

/** The provider's `metric` is the API's MetricStat, with the metric's name inside. */
function metricQuery(query: object): MetricDataQuery {
  const { metric, ...rest } = query as { metric?: Record<string, unknown> };
  if (metric === undefined) return pascal(rest);
  const { period, stat, ...named } = metric;
  return { ...pascal<MetricDataQuery>(rest), MetricStat: pascal({ metric: named, period, stat }) };
}
