import {
  paginateListNamespaces,
  paginateListSnapshots,
  paginateListWorkgroups,
} from "@aws-sdk/client-redshift-serverless";
import { collect } from "../aws/collect";
import { storedUsdPerDay } from "./idle-prices";
import { type Listing, listing, type Scope } from "./left-over";

export const namespaces = listing({
  kind: "Redshift namespace",
  pages: ({ clients }) => paginateListNamespaces({ client: clients.redshift }, {}),
  items: ({ namespaces: page }) => page,
  name: ({ namespaceName }) => namespaceName,
  facts: (name, { namespaceArn = "" }) => ({
    arn: namespaceArn,
    usdPerDay: 0,
    note: "its storage is billed by use",
    removal: `redshift-serverless delete-namespace --namespace-name ${name}`,
  }),
});

export const redshiftWorkgroups = listing({
  kind: "Redshift workgroup",
  pages: ({ clients }) => paginateListWorkgroups({ client: clients.redshift }, {}),
  items: ({ workgroups }) => workgroups,
  name: ({ workgroupName }) => workgroupName,
  facts: (name, { workgroupArn = "" }) => ({
    arn: workgroupArn,
    usdPerDay: 0,
    removal: `redshift-serverless delete-workgroup --workgroup-name ${name}`,
  }),
});

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
