import { ListObjectVersionsCommand, type S3Client } from "@aws-sdk/client-s3";

/** A version of an object of the raw zone; one that was deleted since is none. */
export interface RawObject {
  readonly key: string;
  readonly version: string;
  readonly sizeBytes: number;
}

/** Lists the raw zone: every version, since each was a source object of its own when it arrived. */
export class RawZone {
  constructor(
    private readonly client: S3Client,
    readonly bucket: string,
  ) {}

  /** The versions of objects whose names begin so, by name. */
  async *list(Prefix: string): AsyncGenerator<RawObject, void> {
    let marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {};
    for (;;) {
      const page = await this.client.send(
        new ListObjectVersionsCommand({ Bucket: this.bucket, Prefix, ...marker }),
      );
      for (const { Key = "", VersionId = "", Size = 0 } of page.Versions ?? [])
        yield { key: Key, version: VersionId, sizeBytes: Size };
      if (!page.IsTruncated) return;
      const { NextKeyMarker, NextVersionIdMarker } = page;
      marker = {
        ...(NextKeyMarker !== undefined && { KeyMarker: NextKeyMarker }),
        ...(NextVersionIdMarker !== undefined && { VersionIdMarker: NextVersionIdMarker }),
      };
    }
  }
}
