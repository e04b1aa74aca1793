import { paginateDescribeBudgets } from "@aws-sdk/client-budgets";
import { paginateDescribeAlarms, paginateListDashboards } from "@aws-sdk/client-cloudwatch";
import { collect } from "../aws/collect";
import { IDLE_USD_PER_DAY } from "./idle-prices";
import type { Listing } from "./left-over";

export const alarms: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateDescribeAlarms({ client: account.clients.cloudwatch }, { AlarmNamePrefix: names.prefix }),
    ({ MetricAlarms }) => MetricAlarms,
  );
  return found
    .filter(({ AlarmName }) => names.owns(AlarmName))
    .map(({ AlarmName = "", AlarmArn = "" }) => ({
      kind: "alarm",
      name: AlarmName,
      arn: AlarmArn,
      usdPerDay: IDLE_USD_PER_DAY.alarm,
      removal: `cloudwatch delete-alarms --alarm-names ${AlarmName}`,
    }));
};

export const dashboards: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateListDashboards({ client: account.clients.cloudwatch }, { DashboardNamePrefix: names.prefix }),
    ({ DashboardEntries }) => DashboardEntries,
  );
  return found
    .filter(({ DashboardName }) => names.owns(DashboardName))
    .map(({ DashboardName = "", DashboardArn = "" }) => ({
      kind: "dashboard",
      name: DashboardName,
      arn: DashboardArn,
      usdPerDay: IDLE_USD_PER_DAY.dashboard,
      removal: `cloudwatch delete-dashboards --dashboard-names ${DashboardName}`,
    }));
};

export const budgets: Listing = async ({ account, names }) => {
  const { accountId, clients } = account;
  const found = await collect(
    paginateDescribeBudgets({ client: clients.budgets }, { AccountId: accountId }),
    ({ Budgets }) => Budgets,
  );
  return found
    .filter(({ BudgetName }) => names.owns(BudgetName))
    .map(({ BudgetName = "" }) => ({
      kind: "budget",
      name: BudgetName,
      arn: `arn:aws:budgets::${accountId}:budget/${BudgetName}`,
      usdPerDay: 0,
      removal: `budgets delete-budget --account-id ${accountId} --budget-name ${BudgetName}`,
    }));
};
