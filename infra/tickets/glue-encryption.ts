import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { Platform } from "../platform";

export interface GlueEncryptionArgs {
  readonly platform: Platform;
  readonly key: aws.kms.Key;
  /** Whether Glue encrypts its log by itself, which it then writes to groups that are named after this configuration. */
  readonly isLogEncryptedByGlue: boolean;
}

/** A security configuration, by which Glue encrypts what it writes; gives its name. */
export function createGlueEncryption(
  name: string,
  { platform, key, isLogEncryptedByGlue }: GlueEncryptionArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const kmsKeyArn = key.arn;
  const configuration = new aws.glue.SecurityConfiguration(
    name,
    {
      name: platform.naming.name(name),
      encryptionConfiguration: {
        s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn },
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn },
        cloudwatchEncryption: isLogEncryptedByGlue
          ? { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn }
          : { cloudwatchEncryptionMode: "DISABLED" },
      },
    },
    { parent },
  );
  return configuration.id;
}
