import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { type Allow, allow, policyDocument } from "../iam/statement";
import type { Platform } from "../platform";

export interface UploadRoleArgs {
  readonly platform: Platform;
  readonly rawBucketArn: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
}

/** What log shippers are given: a policy and a role that may add logs to the raw zone and read nothing. */
export class UploadRole extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;
  readonly policy: aws.iam.Policy;

  constructor(name: string, args: UploadRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:lake:UploadRole", name, {}, opts);
    const { naming } = args.platform;
    this.policy = new aws.iam.Policy(
      name,
      {
        name: naming.name("log-upload"),
        description: "Adds log files to the raw zone; reads nothing",
        policy: policyDocument(uploadStatements(args)),
      },
      { parent: this },
    );
    this.role = new aws.iam.Role(
      name,
      {
        name: naming.name("log-upload"),
        assumeRolePolicy: trustAccount(args.platform),
        maxSessionDuration: 43_200,
      },
      { parent: this },
    );
    new aws.iam.RolePolicyAttachment(
      name,
      { role: this.role.id, policyArn: this.policy.arn },
      { parent: this },
    );
    this.registerOutputs({ roleArn: this.role.arn, policyArn: this.policy.arn });
  }
}

function uploadStatements({ platform, rawBucketArn, keyArn }: UploadRoleArgs): readonly Allow[] {
  return [
    allow(
      "AddLogs",
      ["s3:PutObject", "s3:AbortMultipartUpload"],
      [pulumi.interpolate`${rawBucketArn}/logs/*`],
    ),
    // S3 decrypts the parts of a multipart upload to join them; `ViaService` keeps the key from any other use.
    allow("EncryptLogs", ["kms:GenerateDataKey", "kms:Decrypt"], [keyArn], {
      StringEquals: { "kms:ViaService": `s3.${platform.naming.cloud.region}.amazonaws.com` },
    }),
  ];
}

/** Who of this account may take the role is decided by the account's own policies (`sts:AssumeRole` on its ARN). */
function trustAccount({ naming }: Platform): pulumi.Output<string> {
  const { partition, accountId } = naming.cloud;
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
        Action: "sts:AssumeRole",
      },
    ],
  });
}
