import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { policyDocument, type ResourceStatement } from "../iam/statement";

export interface PrivateBucketArgs {
  /** Physical name. */
  readonly bucketName: pulumi.Input<string>;
  /** Key of the platform; without it S3's own key is used (the target of access logs takes no other). */
  readonly key?: aws.kms.Key;
  /** Objects are written once, so an overwritten or deleted one is a mistake that must be undoable. */
  readonly isVersioned: boolean;
  /** Whether each new object is told to EventBridge. */
  readonly sendsEvents?: boolean;
  readonly lifecycleRules: readonly LifecycleRule[];
  /** Where its accesses are logged. */
  readonly accessLogs?: aws.s3.Bucket;
  /** Further statements of its policy, beside "TLS only". */
  readonly statements?: (bucketArn: pulumi.Output<string>) => readonly ResourceStatement[];
  /** True: `pulumi destroy` deletes it with all that is in it. False: it is protected. */
  readonly isDisposable: boolean;
}

export type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/** A bucket that is encrypted, owned by its account, reached over TLS only and never public. */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  readonly arn: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:lake:PrivateBucket", name, {}, opts);
    const child = { parent: this };
    this.bucket = new aws.s3.Bucket(
      name,
      { bucket: args.bucketName, forceDestroy: args.isDisposable },
      { ...child, protect: !args.isDisposable },
    );
    this.arn = this.bucket.arn;
    this.bucketName = this.bucket.bucket;
    const bucket = this.bucket.id;
    const isBlocked = {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    };
    const block = new aws.s3.BucketPublicAccessBlock(name, { bucket, ...isBlocked }, child);
    new aws.s3.BucketOwnershipControls(
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      { bucket, rules: [encryption(args.key)] },
      child,
    );
    new aws.s3.BucketVersioning(
      name,
      { bucket, versioningConfiguration: { status: args.isVersioned ? "Enabled" : "Suspended" } },
      child,
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket, rules: [ABORT_UPLOADS, ...args.lifecycleRules] },
      child,
    );
    // A policy that is put while public access is being blocked is refused: one after the other.
    const statements = [tlsOnly(this.arn), ...(args.statements?.(this.arn) ?? [])];
    new aws.s3.BucketPolicy(
      name,
      { bucket, policy: policyDocument(statements) },
      { ...child, dependsOn: block },
    );
    if (args.accessLogs)
      new aws.s3.BucketLogging(
        name,
        { bucket, targetBucket: args.accessLogs.id, targetPrefix: `${name}/` },
        child,
      );
    if (args.sendsEvents) new aws.s3.BucketNotification(name, { bucket, eventbridge: true }, child);
    this.registerOutputs({ arn: this.arn });
  }
}

const ABORT_UPLOADS: LifecycleRule = {
  id: "abort-unfinished-uploads",
  status: "Enabled",
  filter: {},
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

/** A bucket key saves a call to KMS for each object. */
function encryption(
  key: aws.kms.Key | undefined,
): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  if (key === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
    bucketKeyEnabled: true,
  };
}

function tlsOnly(bucketArn: pulumi.Output<string>): ResourceStatement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
