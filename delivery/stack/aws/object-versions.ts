import type { ListObjectVersionsCommandOutput, S3 } from "@aws-sdk/client-s3";

/** The versions and delete markers of a bucket, a thousand a page; the SDK has no paginator for them. */
export async function* versionPages(s3: S3, Bucket: string): AsyncGenerator<ListObjectVersionsCommandOutput> {
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    page = await s3.listObjectVersions({
      Bucket,
      KeyMarker: page?.NextKeyMarker,
      VersionIdMarker: page?.NextVersionIdMarker,
    });
    yield page;
  } while (page.IsTruncated === true);
}
