import type { ObjectIdentifier, S3 } from "@aws-sdk/client-s3";
import { CareplusError } from "../../../runtime/errors";
import { versionPages } from "../aws/object-versions";
import { ownedBuckets } from "../aws/owned-buckets";
import type { Scope } from "../left-over/left-over";

export interface Emptied {
  readonly buckets: number;
  readonly versions: number;
  readonly deleteMarkers: number;
  /** Multipart uploads that were begun and never ended; their parts cost as objects do. */
  readonly uploads: number;
}

/** Deletes everything in the stack's buckets: each version, each delete marker, each unfinished upload. */
export async function emptyBuckets(scope: Scope): Promise<Emptied> {
  const { s3 } = scope.account.clients;
  const names = await ownedBuckets(scope);
  // Or else the log of these very deletions would arrive in a bucket that was just emptied.
  for (const Bucket of names) await s3.putBucketLogging({ Bucket, BucketLoggingStatus: {} });
  const emptied = await Promise.all(names.map((name) => emptyBucket(s3, name)));
  const sum = (count: "versions" | "deleteMarkers" | "uploads"): number =>
    emptied.reduce((total, one) => total + one[count], 0);
  return {
    buckets: names.length,
    versions: sum("versions"),
    deleteMarkers: sum("deleteMarkers"),
    uploads: sum("uploads"),
  };
}

async function emptyBucket(s3: S3, Bucket: string): Promise<Omit<Emptied, "buckets">> {
  let versions = 0;
  let deleteMarkers = 0;
  for await (const { Versions = [], DeleteMarkers = [] } of versionPages(s3, Bucket)) {
    versions += Versions.length;
    deleteMarkers += DeleteMarkers.length;
    await deleteAll(
      s3,
      Bucket,
      [...Versions, ...DeleteMarkers].map(({ Key = "", VersionId }) => ({ Key, VersionId })),
    );
  }
  return { versions, deleteMarkers, uploads: await abortUploads(s3, Bucket) };
}

/** At most a thousand at once, which is what a page of versions holds. */
async function deleteAll(s3: S3, Bucket: string, Objects: ObjectIdentifier[]): Promise<void> {
  if (Objects.length === 0) return;
  const { Errors = [] } = await s3.deleteObjects({ Bucket, Delete: { Objects, Quiet: true } });
  const [first] = Errors;
  if (first !== undefined)
    throw new CareplusError(
      "bucket_not_emptied",
      `${Errors.length} versions in ${Bucket} were not deleted; the first is ${first.Key} (${first.Code}: ${first.Message}).`,
    );
}

/** What was aborted is not listed again, so the first page is asked for until it is empty. */
async function abortUploads(s3: S3, Bucket: string): Promise<number> {
  for (let count = 0; ; ) {
    const { Uploads = [] } = await s3.listMultipartUploads({ Bucket });
    if (Uploads.length === 0) return count;
    for (const { Key, UploadId } of Uploads) await s3.abortMultipartUpload({ Bucket, Key, UploadId });
    count += Uploads.length;
  }
}
