import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { zipOf } from "../archive-zip";
import { type Clients, REGION } from "../clients";
import { type Creator, creator, json, pascal, text } from "./creator";

/** Buckets with their settings, and the objects that the program uploads. */
export function lakeCreators({ s3, kms }: Clients): Record<string, Creator> {
  const setting = <Args extends { bucket: pulumi.Input<string> }>(
    set: (inputs: pulumi.Unwrap<Args>, bucket: string) => Promise<unknown>,
  ): Creator =>
    creator<Args>(async (inputs) => {
      const bucket = text(Reflect.get(inputs as object, "bucket"));
      await set(inputs, bucket);
      return { id: bucket };
    });
  return {
    "aws:kms/key:Key": creator<aws.kms.KeyArgs>(async (key) => {
      const { KeyMetadata } = await kms.createKey({
        Description: key.description,
        Policy: json(key.policy),
      });
      const keyId = text(KeyMetadata?.KeyId);
      if (key.enableKeyRotation) await kms.enableKeyRotation({ KeyId: keyId });
      const PendingWindowInDays = key.deletionWindowInDays;
      return {
        id: keyId,
        outputs: { keyId, arn: KeyMetadata?.Arn },
        remove: () => kms.scheduleKeyDeletion({ KeyId: keyId, PendingWindowInDays }),
      };
    }),
    "aws:kms/alias:Alias": creator<aws.kms.AliasArgs>(async (alias) => {
      const AliasName = text(alias.name);
      await kms.createAlias({ AliasName, TargetKeyId: alias.targetKeyId });
      return { id: AliasName, remove: () => kms.deleteAlias({ AliasName }) };
    }),
    "aws:s3/bucket:Bucket": creator<aws.s3.BucketArgs>(async ({ bucket }) => {
      const Bucket = text(bucket);
      await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
      return {
        id: Bucket,
        outputs: { arn: `arn:aws:s3:::${Bucket}` },
        remove: () => removeBucket(s3, Bucket),
      };
    }),
    "aws:s3/bucketVersioning:BucketVersioning": setting<aws.s3.BucketVersioningArgs>((inputs, Bucket) =>
      s3.putBucketVersioning({
        Bucket,
        VersioningConfiguration: pascal(inputs.versioningConfiguration),
      }),
    ),
    "aws:s3/bucketPolicy:BucketPolicy": setting<aws.s3.BucketPolicyArgs>((inputs, Bucket) =>
      s3.putBucketPolicy({ Bucket, Policy: json(inputs.policy) }),
    ),
    "aws:s3/bucketNotification:BucketNotification": setting<aws.s3.BucketNotificationArgs>((inputs, Bucket) =>
      s3.putBucketNotificationConfiguration({
        Bucket,
        NotificationConfiguration: inputs.eventbridge ? { EventBridgeConfiguration: {} } : {},
      }),
    ),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": setting<aws.s3.BucketPublicAccessBlockArgs>(
      ({ blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets }, Bucket) =>
        s3.putPublicAccessBlock({
          Bucket,
          PublicAccessBlockConfiguration: pascal({
            blockPublicAcls,
            blockPublicPolicy,
            ignorePublicAcls,
            restrictPublicBuckets,
          }),
        }),
    ),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": setting<aws.s3.BucketOwnershipControlsArgs>(
      (inputs, Bucket) =>
        s3.putBucketOwnershipControls({ Bucket, OwnershipControls: { Rules: [pascal(inputs.rule)] } }),
    ),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
      setting<aws.s3.BucketServerSideEncryptionConfigurationArgs>((inputs, Bucket) => {
        const Rules = inputs.rules.map((rule) => ({
          BucketKeyEnabled: rule.bucketKeyEnabled,
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: text<"aws:kms">(rule.applyServerSideEncryptionByDefault?.sseAlgorithm),
            KMSMasterKeyID: rule.applyServerSideEncryptionByDefault?.kmsMasterKeyId,
          },
        }));
        return s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rules } });
      }),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration":
      setting<aws.s3.BucketLifecycleConfigurationArgs>((inputs, Bucket) => {
        const rules = (inputs.rules ?? []).map(({ id, ...rule }) => ({
          ID: id,
          ...pascal<{ Status: "Enabled" }>(rule),
        }));
        return s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules: rules } });
      }),
    "aws:s3/bucketLogging:BucketLogging": setting<aws.s3.BucketLoggingArgs>((inputs, Bucket) =>
      s3.putBucketLogging({
        Bucket,
        BucketLoggingStatus: {
          LoggingEnabled: { TargetBucket: inputs.targetBucket, TargetPrefix: inputs.targetPrefix },
        },
      }),
    ),
    "aws:s3/bucketObjectv2:BucketObjectv2": creator<aws.s3.BucketObjectv2Args>(async (object) => {
      const [Bucket, Key] = [text(object.bucket), text(object.key)];
      const Body = object.content ?? (await zipOf(object.source as pulumi.asset.Archive));
      await s3.putObject({ Bucket, Key, Body, ContentType: object.contentType });
      return { id: `${Bucket}/${Key}`, remove: () => s3.deleteObject({ Bucket, Key }) };
    }),
  };
}

/** What came in since goes, too: the program's own objects were removed before. */
async function removeBucket(s3: Clients["s3"], Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) break;
    await s3.deleteObjects({ Bucket, Delete: { Objects } });
  }
  await s3.deleteBucket({ Bucket });
}
