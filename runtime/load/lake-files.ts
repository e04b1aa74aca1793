import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { locate, type PublishedBuckets } from "../store/lake-location";
import type { CopyFile } from "./redshift-staging";
import { parseTransformManifest } from "./transform-manifest";
import type { TransformedObject } from "./transformed-object";

/** The lake's zones as buckets. */
export interface LakeBuckets extends PublishedBuckets {
  readonly results: string;
}

/** Requests that are under way at once: enough to hide their latency, few enough for S3 and memory. */
const AT_ONCE = 32;

/** What the loader reads of the lake and writes for COPY. A lake key begins with its zone: `processed/logs/…`. */
export class LakeFiles {
  constructor(
    private readonly client: S3Client,
    readonly buckets: LakeBuckets,
  ) {}

  /** @param key in the processed bucket, `manifests/…` */
  async readManifest(key: string): Promise<TransformedObject> {
    const { Body } = await this.client.send(
      new GetObjectCommand({ Bucket: this.buckets.processed, Key: key }),
    );
    return parseTransformManifest(key, (await Body?.transformToString("utf-8")) ?? "");
  }

  /** Sizes of lake files, in bytes, by key. */
  async sizesOf(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const sizes = new Map<string, number>();
    for (let first = 0; first < keys.length; first += AT_ONCE) {
      const heads = keys.slice(first, first + AT_ONCE).map(async (key) => {
        const { ContentLength } = await this.client.send(new HeadObjectCommand(locate(this.buckets, key)));
        sizes.set(key, ContentLength ?? 0);
      });
      await Promise.all(heads);
    }
    return sizes;
  }

  urlOf(key: string): string {
    const { Bucket, Key } = locate(this.buckets, key);
    return `s3://${Bucket}/${Key}`;
  }

  async upload({ key, text }: CopyFile): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.buckets.results, Key: key, Body: text }));
  }
}
