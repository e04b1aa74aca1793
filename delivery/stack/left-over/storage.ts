import { paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { collect } from "../aws/collect";
import { versionPages } from "../aws/object-versions";
import { ownedBuckets } from "../aws/owned-buckets";
import { storedUsdPerDay } from "./idle-prices";
import type { LeftOver, Listing, Scope } from "./left-over";

/** Pages of a thousand versions that are counted: enough to tell little from much. */
const COUNTED_PAGES = 10;

export const buckets: Listing = async (scope) => {
  const names = await ownedBuckets(scope);
  return Promise.all(names.map((name) => bucketLeft(scope, name)));
};

async function bucketLeft({ account }: Scope, name: string): Promise<LeftOver> {
  let bytes = 0;
  let entries = 0;
  let pages = 0;
  for await (const { Versions = [], DeleteMarkers = [], IsTruncated } of versionPages(
    account.clients.s3,
    name,
  )) {
    bytes += Versions.reduce((sum, { Size = 0 }) => sum + Size, 0);
    entries += Versions.length + DeleteMarkers.length;
    pages += 1;
    if (pages === COUNTED_PAGES && IsTruncated) break;
  }
  const isMore = pages === COUNTED_PAGES ? " or more" : "";
  return {
    kind: "S3 bucket",
    name,
    arn: `arn:aws:s3:::${name}`,
    usdPerDay: storedUsdPerDay("bucket", bytes),
    ...(entries > 0 && { note: `${entries}${isMore} versions and delete markers` }),
    removal: `s3api delete-bucket --bucket ${name}`,
  };
}

export const logGroups: Listing = async ({ account: { clients }, names }) => {
  const groups = await collect(
    paginateDescribeLogGroups({ client: clients.logs }, { logGroupNamePattern: names.stack }),
    ({ logGroups }) => logGroups,
  );
  return groups
    .filter(({ logGroupName }) => names.ownsLogGroup(logGroupName))
    .map(
      ({ logGroupName = "", arn = "", storedBytes = 0 }): LeftOver => ({
        kind: "log group",
        name: logGroupName,
        arn: arn.replace(/:\*$/, ""),
        usdPerDay: storedUsdPerDay("logs", storedBytes),
        removal: `logs delete-log-group --log-group-name ${logGroupName}`,
      }),
    );
};
