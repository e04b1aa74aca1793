import * as pulumi from "@pulumi/pulumi";
import type * as aws from "./aws";
import type { ResourceStatement } from "./iam/statement";
import { createEncryptionKey } from "./lake/encryption-key";
import { type LifecycleRule, PrivateBucket, type PrivateBucketArgs } from "./lake/private-bucket";
import { UploadRole } from "./lake/upload-role";
import type { Platform } from "./platform";

export interface LakeArgs {
  readonly platform: Platform;
}

/** The zones of docs/data.md section 3, each a bucket, with their key and the role that log shippers take. */
export class Lake extends pulumi.ComponentResource {
  readonly key: aws.kms.Key;
  /** As delivered: log files below `logs/`, extractions below `tickets/`. */
  readonly raw: PrivateBucket;
  /** Parquet below `tickets/` and `logs/`; what a transformation says of its object below `manifests/`. */
  readonly processed: PrivateBucket;
  readonly quarantine: PrivateBucket;
  /** What queries and jobs leave behind and anybody can make again. */
  readonly results: PrivateBucket;
  /** Scripts and SQL of the Glue jobs. */
  readonly code: PrivateBucket;
  readonly accessLogs: PrivateBucket;
  readonly upload: UploadRole;

  constructor(name: string, { platform }: LakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:lake:Lake", name, {}, opts);
    this.key = createEncryptionKey(platform, this);
    const { naming, config } = platform;
    const bucket = (
      role: string,
      args: Omit<PrivateBucketArgs, "bucketName" | "isDisposable">,
    ): PrivateBucket => {
      const common = { bucketName: naming.bucket(role), isDisposable: !config.isDataKept };
      return new PrivateBucket(role, { ...common, ...args }, { parent: this });
    };
    this.accessLogs = bucket("access-logs", {
      isVersioned: false,
      lifecycleRules: [expireAfter(90)],
      statements: (arn) => acceptAccessLogs(arn, naming.cloud.accountId),
    });
    const zone = { key: this.key, accessLogs: this.accessLogs.bucket };
    this.raw = bucket("raw", {
      ...zone,
      isVersioned: true,
      sendsEvents: true,
      lifecycleRules: [coolDown(90)],
    });
    this.processed = bucket("processed", {
      ...zone,
      isVersioned: true,
      sendsEvents: true,
      lifecycleRules: [forgetVersions(7)],
    });
    this.quarantine = bucket("quarantine", {
      ...zone,
      isVersioned: true,
      lifecycleRules: [forgetVersions(7)],
    });
    this.code = bucket("code", { ...zone, isVersioned: true, lifecycleRules: [forgetVersions(30)] });
    this.results = bucket("results", { ...zone, isVersioned: false, lifecycleRules: [expireAfter(7)] });
    this.upload = new UploadRole(
      "log-upload",
      { platform, rawBucketArn: this.raw.arn, keyArn: this.key.arn },
      { parent: this },
    );
    this.registerOutputs({ raw: this.raw.bucketName, processed: this.processed.bucketName });
  }
}

function expireAfter(days: number): LifecycleRule {
  return { id: "expire", status: "Enabled", filter: {}, expiration: { days } };
}

/** Raw objects are read once and kept for replays: infrequent access costs half. S3 moves nothing below 128 KiB. */
function coolDown(days: number): LifecycleRule {
  return {
    id: "cool-down",
    status: "Enabled",
    filter: {},
    transitions: [{ days, storageClass: "STANDARD_IA" }],
  };
}

/** A repeated transformation writes the same object again; the older copy serves for a while only. */
function forgetVersions(days: number): LifecycleRule {
  return {
    id: "forget-old-versions",
    status: "Enabled",
    filter: {},
    noncurrentVersionExpiration: { noncurrentDays: days },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function acceptAccessLogs(
  bucketArn: pulumi.Output<string>,
  accountId: pulumi.Output<string>,
): readonly ResourceStatement[] {
  return [
    {
      Sid: "AcceptAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: ["s3:PutObject"],
      Resource: [pulumi.interpolate`${bucketArn}/*`],
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ];
}
