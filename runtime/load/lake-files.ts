import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { CareplusError } from "../errors";
import { locate, type PublishedBuckets } from "../store/lake-location";
import type { DiscardingLake } from "./discard-stale-files";
import { copiedKey } from "./large-texts";
import type { CopyFile } from "./redshift-staging";
import type { StaleFile } from "./stale-files";
import { parseTransformManifest } from "./transform-manifest";
import type { TransformedObject } from "./transformed-object";

/** The lake's zones as buckets. */
export interface LakeBuckets extends PublishedBuckets {
  readonly results: string;
}

/** Requests that are under way at once: enough to hide their latency, few enough for S3 and memory. */
const AT_ONCE = 32;

/** What the loader reads of the lake and writes for COPY. A lake key begins with its zone: `processed/logs/…`. */
export class LakeFiles implements DiscardingLake {
  constructor(
    private readonly client: S3Client,
    readonly buckets: LakeBuckets,
  ) {}

  /**
   * @param key in the processed bucket, `manifests/…`
   * @throws CareplusError `missing_manifest`, `bad_manifest`
   */
  async readManifest(key: string): Promise<TransformedObject> {
    return parseTransformManifest(key, await this.readText(key));
  }

  private async readText(Key: string): Promise<string> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.buckets.processed, Key }));
      return (await Body?.transformToString("utf-8")) ?? "";
    } catch (cause) {
      if (!(cause instanceof NoSuchKey)) throw cause;
      throw new CareplusError("missing_manifest", `${Key} was deleted: transform its source again.`, {
        cause,
      });
    }
  }

  /**
   * Sizes of what COPY reads for lake files, in bytes, by the files' keys.
   *
   * @throws CareplusError `missing_object`
   */
  async sizesOf(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const sizes = new Map<string, number>();
    for (let first = 0; first < keys.length; first += AT_ONCE) {
      const heads = keys.slice(first, first + AT_ONCE).map(async (key) => {
        sizes.set(key, await this.sizeOf(key));
      });
      await Promise.all(heads);
    }
    return sizes;
  }

  private async sizeOf(key: string): Promise<number> {
    const place = locate(this.buckets, copiedKey(key));
    try {
      const { ContentLength } = await this.client.send(new HeadObjectCommand(place));
      return ContentLength ?? 0;
    } catch (cause) {
      if (!(cause instanceof NotFound)) throw cause;
      throw new CareplusError("missing_object", `${key} is not in the lake: transform its source again.`, {
        cause,
      });
    }
  }

  /** Address of what COPY reads for a lake file. */
  urlOf(key: string): string {
    const { Bucket, Key } = locate(this.buckets, copiedKey(key));
    return `s3://${Bucket}/${Key}`;
  }

  /** Deletes stale files, and their cut copies, unless they were written again since. */
  async discard(files: readonly StaleFile[]): Promise<void> {
    for (const { key, replacedAt } of files) {
      const place = locate(this.buckets, key);
      const writtenAt = await this.writtenAt(place);
      if (writtenAt === undefined || writtenAt > replacedAt) continue;
      await this.client.send(new DeleteObjectCommand(locate(this.buckets, copiedKey(key))));
      await this.client.send(new DeleteObjectCommand(place));
    }
  }

  private async writtenAt(place: { Bucket: string; Key: string }): Promise<Date | undefined> {
    try {
      return (await this.client.send(new HeadObjectCommand(place))).LastModified;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async upload({ key, text }: CopyFile): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.buckets.results, Key: key, Body: text }));
  }
}
