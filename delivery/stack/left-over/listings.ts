import { keyAliases, keys, policies, roles, secrets } from "./access";
import {
  athenaWorkgroups,
  connections,
  crawlers,
  databases,
  jobs,
  securityConfigurations,
} from "./analytics";
import { eventSources, functions, stateMachines } from "./compute";
import {
  mysqlBackups,
  mysqlClusters,
  mysqlInstances,
  mysqlParameterGroups,
  mysqlSnapshots,
  mysqlSubnetGroups,
} from "./databases";
import { queues, rules, schedules, topics } from "./events";
import type { Listing } from "./left-over";
import { endpoints, flowLogs, interfaces, routeTables, securityGroups, subnets, vpcs } from "./network";
import { alarms, budgets, dashboards } from "./operations";
import { buckets, logGroups } from "./storage";
import { namespaces, redshiftSnapshots, redshiftWorkgroups } from "./warehouse";

/** Everything that a stack can leave behind; a test compares it with the types of the program's resources. */
export const LISTINGS: Readonly<Record<string, Listing>> = {
  buckets,
  logGroups,
  schedules,
  rules,
  queues,
  topics,
  functions,
  eventSources,
  stateMachines,
  jobs,
  crawlers,
  connections,
  databases,
  securityConfigurations,
  athenaWorkgroups,
  mysqlClusters,
  mysqlInstances,
  mysqlSnapshots,
  mysqlBackups,
  mysqlSubnetGroups,
  mysqlParameterGroups,
  namespaces,
  redshiftWorkgroups,
  redshiftSnapshots,
  vpcs,
  subnets,
  routeTables,
  securityGroups,
  endpoints,
  flowLogs,
  interfaces,
  alarms,
  dashboards,
  budgets,
  roles,
  policies,
  secrets,
  keyAliases,
  keys,
};
