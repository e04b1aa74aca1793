import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { refersTo } from "./reference";

/** The property that names the key, or says that there is encryption, by type. */
const KEY_PROPERTY: Readonly<Record<string, string>> = {
  "aws:cloudwatch/logGroup:LogGroup": "kmsKeyId",
  "aws:lambda/function:Function": "kmsKeyArn",
  "aws:rds/cluster:Cluster": "kmsKeyId",
  "aws:redshiftserverless/namespace:Namespace": "kmsKeyId",
  "aws:secretsmanager/secret:Secret": "kmsKeyId",
  "aws:sns/topic:Topic": "kmsMasterKeyId",
  "aws:sqs/queue:Queue": "kmsMasterKeyId",
};

export const encryptedAtRest: ResourceValidationPolicy = {
  name: "encrypted-at-rest",
  description: "What keeps data is encrypted with a key of our own.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    const property = KEY_PROPERTY[type];
    if (property !== undefined && !props[property]) report(`${property} must name the platform's key.`);
    if (type === "aws:rds/cluster:Cluster" && props.storageEncrypted !== true)
      report("storageEncrypted must be true.");
  },
};

export const rotatedKeys: ResourceValidationPolicy = {
  name: "rotated-keys",
  description: "Keys are turned every year.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (type === "aws:kms/key:Key" && props.enableKeyRotation !== true)
      report("enableKeyRotation must be true.");
  },
};

export const encryptedBuckets: StackValidationPolicy = {
  name: "encrypted-buckets",
  description: "Every bucket says how it is encrypted.",
  enforcementLevel: "mandatory",
  validateStack: ({ resources }, report) => {
    const settings = resources.filter(({ type }) =>
      type.endsWith(":BucketServerSideEncryptionConfiguration"),
    );
    for (const bucket of resources) {
      if (bucket.type !== "aws:s3/bucket:Bucket") continue;
      if (!settings.some((setting) => refersTo(setting, "bucket", bucket)))
        report(`The bucket ${bucket.name} has no BucketServerSideEncryptionConfiguration.`, bucket.urn);
    }
  },
};
