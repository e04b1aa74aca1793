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
import { type Listing, listing, type Scope } from "./left-over";

const GIB = 2 ** 30;

export const mysqlClusters = listing({
  kind: "Aurora cluster",
  pages: ({ clients }) => paginateDescribeDBClusters({ client: clients.rds }, {}),
  items: ({ DBClusters }) => DBClusters,
  name: ({ DBClusterIdentifier }) => DBClusterIdentifier,
  facts: (name, { DBClusterArn = "", AllocatedStorage = 1 }) => ({
    arn: DBClusterArn,
    usdPerDay: storedUsdPerDay("aurora", AllocatedStorage * GIB),
    removal: `rds delete-db-cluster --skip-final-snapshot --db-cluster-identifier ${name}`,
  }),
});

/** They pause when nobody asks: an idle one costs nothing of its own. */
export const mysqlInstances = listing({
  kind: "Aurora instance",
  pages: ({ clients }) => paginateDescribeDBInstances({ client: clients.rds }, {}),
  items: ({ DBInstances }) => DBInstances,
  name: ({ DBInstanceIdentifier }) => DBInstanceIdentifier,
  facts: (name, { DBInstanceArn = "" }) => ({
    arn: DBInstanceArn,
    usdPerDay: 0,
    removal: `rds delete-db-instance --skip-final-snapshot --db-instance-identifier ${name}`,
  }),
});

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

export const mysqlSubnetGroups = listing({
  kind: "database subnet group",
  pages: ({ clients }) => paginateDescribeDBSubnetGroups({ client: clients.rds }, {}),
  items: ({ DBSubnetGroups }) => DBSubnetGroups,
  name: ({ DBSubnetGroupName }) => DBSubnetGroupName,
  facts: (name, { DBSubnetGroupArn = "" }) => ({
    arn: DBSubnetGroupArn,
    usdPerDay: 0,
    removal: `rds delete-db-subnet-group --db-subnet-group-name ${name}`,
  }),
});

export const mysqlParameterGroups = listing({
  kind: "database parameter group",
  pages: ({ clients }) => paginateDescribeDBClusterParameterGroups({ client: clients.rds }, {}),
  items: ({ DBClusterParameterGroups }) => DBClusterParameterGroups,
  name: ({ DBClusterParameterGroupName }) => DBClusterParameterGroupName,
  facts: (name, { DBClusterParameterGroupArn = "" }) => ({
    arn: DBClusterParameterGroupArn,
    usdPerDay: 0,
    removal: `rds delete-db-cluster-parameter-group --db-cluster-parameter-group-name ${name}`,
  }),
});
