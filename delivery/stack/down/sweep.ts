import { unlessMissing } from "../aws/missing";
import { ownedSecrets } from "../left-over/access";
import { ownedMysqlSnapshots, retainedMysqlBackups } from "../left-over/databases";
import type { Scope } from "../left-over/left-over";
import { ownedInterfaces } from "../left-over/network";
import { logGroups } from "../left-over/storage";
import { ownedRedshiftSnapshots } from "../left-over/warehouse";

/** How many of each were deleted. */
export interface Swept {
  readonly secrets: number;
  readonly snapshots: number;
  readonly logGroups: number;
  readonly interfaces: number;
}

/** Deletes what services leave behind when their resources are deleted, and what they made by themselves. */
export async function sweep(scope: Scope): Promise<Swept> {
  return {
    secrets: await deleteSecrets(scope),
    snapshots: await deleteSnapshots(scope),
    logGroups: await deleteLogGroups(scope),
    interfaces: await deleteInterfaces(scope),
  };
}

/** At once: a secret in its recovery window keeps its name taken. Those of Redshift and RDS go with their owners. */
async function deleteSecrets(scope: Scope): Promise<number> {
  const { secrets } = scope.account.clients;
  const own = (await ownedSecrets(scope)).filter(({ OwningService }) => OwningService === undefined);
  for (const { ARN } of own)
    await unlessMissing(secrets.deleteSecret({ SecretId: ARN, ForceDeleteWithoutRecovery: true }));
  return own.length;
}

async function deleteSnapshots(scope: Scope): Promise<number> {
  const { redshift, rds } = scope.account.clients;
  const warehouse = await ownedRedshiftSnapshots(scope);
  for (const { snapshotName } of warehouse) await unlessMissing(redshift.deleteSnapshot({ snapshotName }));
  const mysql = await ownedMysqlSnapshots(scope);
  for (const { DBClusterSnapshotIdentifier } of mysql)
    await unlessMissing(rds.deleteDBClusterSnapshot({ DBClusterSnapshotIdentifier }));
  const backups = await retainedMysqlBackups(scope);
  for (const { DbClusterResourceId } of backups)
    await unlessMissing(rds.deleteDBClusterAutomatedBackup({ DbClusterResourceId }));
  return warehouse.length + mysql.length + backups.length;
}

async function deleteLogGroups(scope: Scope): Promise<number> {
  const { logs } = scope.account.clients;
  const groups = await logGroups(scope);
  for (const { name } of groups) await unlessMissing(logs.deleteLogGroup({ logGroupName: name }));
  return groups.length;
}

/** Glue and Redshift detach their interfaces late and sometimes leave them; one that is in use goes with its user. */
async function deleteInterfaces(scope: Scope): Promise<number> {
  const { ec2 } = scope.account.clients;
  const free = (await ownedInterfaces(scope)).filter(({ Status }) => Status === "available");
  for (const { NetworkInterfaceId } of free)
    await unlessMissing(ec2.deleteNetworkInterface({ NetworkInterfaceId }));
  return free.length;
}
