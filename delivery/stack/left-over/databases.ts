import {
  paginateDescribeDBClusterAutomatedBackups,
  paginateDescribeDBClusterParameterGroups,
  paginateDescribeDBClusterSnapshots,
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribeDBSubnetGroups,
} from "@aws-sdk/client-rds";
import { collect } from "../aws/collect";
import { storedUsdPerDay } from "./idle-prices";
import type { Listing, Scope } from "./left-over";

const GIB = 2 ** 30;

export const mysqlClusters: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateDescribeDBClusters({ client: account.clients.rds }, {}),
    ({ DBClusters }) => DBClusters,
  );
  return found
    .filter(({ DBClusterIdentifier }) => names.owns(DBClusterIdentifier))
    .map(({ DBClusterIdentifier = "", DBClusterArn = "", AllocatedStorage = 1 }) => ({
      kind: "Aurora cluster",
      name: DBClusterIdentifier,
      arn: DBClusterArn,
      usdPerDay: storedUsdPerDay("aurora", AllocatedStorage * GIB),
      removal: `rds delete-db-cluster --skip-final-snapshot --db-cluster-identifier ${DBClusterIdentifier}`,
    }));
};

/** They pause when nobody asks: an idle one costs nothing of its own. */
export const mysqlInstances: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateDescribeDBInstances({ client: account.clients.rds }, {}),
    ({ DBInstances }) => DBInstances,
  );
  return found
    .filter(({ DBInstanceIdentifier }) => names.owns(DBInstanceIdentifier))
    .map(({ DBInstanceIdentifier = "", DBInstanceArn = "" }) => ({
      kind: "Aurora instance",
      name: DBInstanceIdentifier,
      arn: DBInstanceArn,
      usdPerDay: 0,
      removal: `rds delete-db-instance --skip-final-snapshot --db-instance-identifier ${DBInstanceIdentifier}`,
    }));
};

/** Snapshots that outlive their cluster: the manual ones, a final one among them. */
export async function ownedMysqlSnapshots({ account, names }: Scope) {
  const found = await collect(
    paginateDescribeDBClusterSnapshots({ client: account.clients.rds }, { SnapshotType: "manual" }),
    ({ DBClusterSnapshots }) => DBClusterSnapshots,
  );
  return found.filter(({ DBClusterIdentifier }) => names.owns(DBClusterIdentifier));
}

export const mysqlSnapshots: Listing = async (scope) =>
  (await ownedMysqlSnapshots(scope)).map(
    ({ DBClusterSnapshotIdentifier = "", DBClusterSnapshotArn = "", AllocatedStorage = 1 }) => ({
      kind: "Aurora snapshot",
      name: DBClusterSnapshotIdentifier,
      arn: DBClusterSnapshotArn,
      usdPerDay: storedUsdPerDay("auroraSnapshot", AllocatedStorage * GIB),
      removal: `rds delete-db-cluster-snapshot --db-cluster-snapshot-identifier ${DBClusterSnapshotIdentifier}`,
    }),
  );

/** Backups that RDS kept of a cluster that is gone. */
export async function retainedMysqlBackups({ account, names }: Scope) {
  const found = await collect(
    paginateDescribeDBClusterAutomatedBackups({ client: account.clients.rds }, {}),
    ({ DBClusterAutomatedBackups }) => DBClusterAutomatedBackups,
  );
  return found.filter(
    ({ DBClusterIdentifier, Status }) => Status === "retained" && names.owns(DBClusterIdentifier),
  );
}

export const mysqlBackups: Listing = async (scope) =>
  (await retainedMysqlBackups(scope)).map(
    ({ DBClusterIdentifier = "", DbClusterResourceId = "", AllocatedStorage = 1 }) => ({
      kind: "Aurora backup",
      name: `${DbClusterResourceId} of ${DBClusterIdentifier}`,
      usdPerDay: storedUsdPerDay("auroraSnapshot", AllocatedStorage * GIB),
      removal: `rds delete-db-cluster-automated-backup --db-cluster-resource-id ${DbClusterResourceId}`,
    }),
  );

export const mysqlSubnetGroups: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateDescribeDBSubnetGroups({ client: account.clients.rds }, {}),
    ({ DBSubnetGroups }) => DBSubnetGroups,
  );
  return found
    .filter(({ DBSubnetGroupName }) => names.owns(DBSubnetGroupName))
    .map(({ DBSubnetGroupName = "", DBSubnetGroupArn = "" }) => ({
      kind: "database subnet group",
      name: DBSubnetGroupName,
      arn: DBSubnetGroupArn,
      usdPerDay: 0,
      removal: `rds delete-db-subnet-group --db-subnet-group-name ${DBSubnetGroupName}`,
    }));
};

export const mysqlParameterGroups: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateDescribeDBClusterParameterGroups({ client: account.clients.rds }, {}),
    ({ DBClusterParameterGroups }) => DBClusterParameterGroups,
  );
  return found
    .filter(({ DBClusterParameterGroupName }) => names.owns(DBClusterParameterGroupName))
    .map(({ DBClusterParameterGroupName = "", DBClusterParameterGroupArn = "" }) => ({
      kind: "database parameter group",
      name: DBClusterParameterGroupName,
      arn: DBClusterParameterGroupArn,
      usdPerDay: 0,
      removal: `rds delete-db-cluster-parameter-group --db-cluster-parameter-group-name ${DBClusterParameterGroupName}`,
    }));
};
