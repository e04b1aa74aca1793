import {
  paginateListNamespaces,
  paginateListSnapshots,
  paginateListWorkgroups,
} from "@aws-sdk/client-redshift-serverless";
import { collect } from "../aws/collect";
import { storedUsdPerDay } from "./idle-prices";
import type { Listing, Scope } from "./left-over";

export const namespaces: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateListNamespaces({ client: account.clients.redshift }, {}),
    ({ namespaces: page }) => page,
  );
  return found
    .filter(({ namespaceName }) => names.owns(namespaceName))
    .map(({ namespaceName = "", namespaceArn = "" }) => ({
      kind: "Redshift namespace",
      name: namespaceName,
      arn: namespaceArn,
      usdPerDay: 0,
      note: "its storage is billed by use",
      removal: `redshift-serverless delete-namespace --namespace-name ${namespaceName}`,
    }));
};

export const redshiftWorkgroups: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateListWorkgroups({ client: account.clients.redshift }, {}),
    ({ workgroups }) => workgroups,
  );
  return found
    .filter(({ workgroupName }) => names.owns(workgroupName))
    .map(({ workgroupName = "", workgroupArn = "" }) => ({
      kind: "Redshift workgroup",
      name: workgroupName,
      arn: workgroupArn,
      usdPerDay: 0,
      removal: `redshift-serverless delete-workgroup --workgroup-name ${workgroupName}`,
    }));
};

/** Snapshots that outlive their namespace, a final one among them. */
export async function ownedRedshiftSnapshots({ account, names }: Scope) {
  const found = await collect(
    paginateListSnapshots({ client: account.clients.redshift }, {}),
    ({ snapshots }) => snapshots,
  );
  return found.filter(({ namespaceName }) => names.owns(namespaceName));
}

export const redshiftSnapshots: Listing = async (scope) =>
  (await ownedRedshiftSnapshots(scope)).map(
    ({ snapshotName = "", snapshotArn = "", totalBackupSizeInMegaBytes = 0 }) => ({
      kind: "Redshift snapshot",
      name: snapshotName,
      arn: snapshotArn,
      usdPerDay: storedUsdPerDay("redshiftSnapshot", totalBackupSizeInMegaBytes * 2 ** 20),
      removal: `redshift-serverless delete-snapshot --snapshot-name ${snapshotName}`,
    }),
  );
