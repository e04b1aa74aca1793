import { paginateDescribeBudgets } from "@aws-sdk/client-budgets";
import { paginateDescribeAlarms, paginateListDashboards } from "@aws-sdk/client-cloudwatch";
import { IDLE_USD_PER_DAY } from "./idle-prices";
import { listing } from "./left-over";

export const alarms = listing({
  kind: "alarm",
  pages: ({ clients }, names) =>
    paginateDescribeAlarms({ client: clients.cloudwatch }, { AlarmNamePrefix: names.prefix }),
  items: ({ MetricAlarms }) => MetricAlarms,
  name: ({ AlarmName }) => AlarmName,
  facts: (name, { AlarmArn = "" }) => ({
    arn: AlarmArn,
    usdPerDay: IDLE_USD_PER_DAY.alarm,
    removal: `cloudwatch delete-alarms --alarm-names ${name}`,
  }),
});

export const dashboards = listing({
  kind: "dashboard",
  pages: ({ clients }, names) =>
    paginateListDashboards({ client: clients.cloudwatch }, { DashboardNamePrefix: names.prefix }),
  items: ({ DashboardEntries }) => DashboardEntries,
  name: ({ DashboardName }) => DashboardName,
  facts: (name, { DashboardArn = "" }) => ({
    arn: DashboardArn,
    usdPerDay: IDLE_USD_PER_DAY.dashboard,
    removal: `cloudwatch delete-dashboards --dashboard-names ${name}`,
  }),
});

export const budgets = listing({
  kind: "budget",
  pages: ({ clients, accountId }) =>
    paginateDescribeBudgets({ client: clients.budgets }, { AccountId: accountId }),
  items: ({ Budgets }) => Budgets,
  name: ({ BudgetName }) => BudgetName,
  facts: (name, _, { accountId }) => ({
    arn: `arn:aws:budgets::${accountId}:budget/${name}`,
    usdPerDay: 0,
    removal: `budgets delete-budget --account-id ${accountId} --budget-name ${name}`,
  }),
});
