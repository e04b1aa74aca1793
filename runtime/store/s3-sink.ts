import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { locate, type PublishedBuckets } from "./lake-location";
import type { ObjectSink, ObjectWriter } from "./object-store";

/**
 * Bytes of an uploaded part; a smaller object is put at once. S3 wants at least 5 MiB but for the last part, and
 * takes 10,000 parts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
const PART_BYTES = 8 << 20;

/** The lake in S3, for what publishes to it. */
export class S3Sink implements ObjectSink {
  constructor(
    private readonly client: S3Client,
    private readonly buckets: PublishedBuckets,
  ) {}

  async create(key: string): Promise<ObjectWriter> {
    return new S3Writer(this.client, locate(this.buckets, key));
  }
}

/** S3 shows an object when it is put, or when its upload is completed, as a whole. */
class S3Writer implements ObjectWriter {
  private waiting: Buffer[] = [];
  waitingBytes = 0;
  private uploadId: string | undefined;
  private readonly parts: CompletedPart[] = [];

  constructor(
    private readonly client: S3Client,
    private readonly place: { readonly Bucket: string; readonly Key: string },
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    this.waiting.push(Buffer.from(bytes));
    this.waitingBytes += bytes.length;
    if (this.waitingBytes >= PART_BYTES) await this.uploadPart();
  }

  async close(): Promise<void> {
    try {
      if (this.uploadId === undefined) {
        await this.client.send(new PutObjectCommand({ ...this.place, Body: this.takeWaiting() }));
        return;
      }
      if (this.waitingBytes > 0) await this.uploadPart();
      await this.client.send(
        new CompleteMultipartUploadCommand({
          ...this.place,
          UploadId: this.uploadId,
          MultipartUpload: { Parts: this.parts },
        }),
      );
    } catch (error) {
      await this.abort().catch(() => undefined);
      throw error;
    }
  }

  /** Parts that are left without this are removed by the bucket's lifecycle. */
  async abort(): Promise<void> {
    this.takeWaiting();
    if (this.uploadId === undefined) return;
    await this.client.send(new AbortMultipartUploadCommand({ ...this.place, UploadId: this.uploadId }));
  }

  private async uploadPart(): Promise<void> {
    this.uploadId ??= (await this.client.send(new CreateMultipartUploadCommand(this.place))).UploadId;
    const part = { ...this.place, UploadId: this.uploadId, PartNumber: this.parts.length + 1 };
    const { ETag } = await this.client.send(new UploadPartCommand({ ...part, Body: this.takeWaiting() }));
    this.parts.push({ PartNumber: part.PartNumber, ...(ETag !== undefined && { ETag }) });
  }

  private takeWaiting(): Buffer {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    return bytes;
  }
}
