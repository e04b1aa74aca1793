import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { policyDocument } from "../iam/statement";
import { PrivateBucket } from "../lake/private-bucket";
import { Naming } from "../naming";
import { platformTags, tagAll } from "../tags";
import type { BootstrapConfig } from "./bootstrap-config";
import type { Environment } from "./environments";

/** Stands where a stack's name does in the physical names. */
const STACK = "delivery";
const DAYS_OF_OLD_STATES = 90;

/** The bucket that keeps the state of every stack, and the key that encrypts the secrets in it. */
export class StateStore extends pulumi.ComponentResource {
  readonly naming: Naming;
  readonly bucket: PrivateBucket;
  readonly key: aws.kms.Key;
  private readonly region: string;
  /** For `pulumi stack init --secrets-provider`. */
  readonly secretsProvider: pulumi.Output<string>;

  constructor(name: string, { config }: { readonly config: BootstrapConfig }) {
    const tags = platformTags({ stack: STACK, owner: config.owner, isDataKept: true });
    super("careplus:bootstrap:StateStore", name, {}, { transformations: [tagAll(tags)] });
    this.naming = new Naming(STACK, config.region);
    const { partition, accountId } = this.naming.cloud;
    this.key = new aws.kms.Key(
      name,
      {
        description: "Pulumi's state of the platform's stacks",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument([
          {
            Sid: "AccountDecidesByIam",
            Effect: "Allow",
            Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
            Action: ["kms:*"],
            Resource: ["*"],
          },
        ]),
      },
      { parent: this, protect: true },
    );
    const alias = this.naming.name(name);
    new aws.kms.Alias(name, { name: `alias/${alias}`, targetKeyId: this.key.keyId }, { parent: this });
    this.bucket = new PrivateBucket(
      name,
      {
        bucketName: this.naming.bucket(name),
        key: this.key,
        // A state that was lost or overwritten is fetched back from here.
        isVersioned: true,
        lifecycleRules: [
          {
            id: "forget-old-states",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: DAYS_OF_OLD_STATES },
          },
        ],
        isDisposable: false,
      },
      { parent: this },
    );
    this.region = config.region;
    this.secretsProvider = pulumi.output(`awskms://alias/${alias}?region=${config.region}`);
    this.registerOutputs({ secretsProvider: this.secretsProvider });
  }

  /** For `pulumi login`, with the stacks of an environment. */
  url({ stateFolder }: Pick<Environment, "stateFolder">): pulumi.Output<string> {
    const path = stateFolder === undefined ? "" : `/${stateFolder}`;
    return pulumi.interpolate`s3://${this.bucket.bucketName}${path}?region=${this.region}&awssdk=v2`;
  }
}
