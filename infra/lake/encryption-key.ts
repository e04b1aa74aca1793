import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { policyDocument, type ResourceStatement } from "../iam/statement";
import type { Cloud } from "../naming";
import type { Platform } from "../platform";

/** The one key that everything at rest is encrypted with. */
export function createEncryptionKey({ config, naming }: Platform, parent: pulumi.Resource): aws.kms.Key {
  const key = new aws.kms.Key(
    "data",
    {
      description: `Data at rest of ${naming.name("platform")}`,
      enableKeyRotation: true,
      deletionWindowInDays: config.isDataKept ? 30 : 7,
      policy: policyDocument(keyPolicy(naming.cloud)),
    },
    { parent, protect: config.isDataKept },
  );
  new aws.kms.Alias("data", { name: `alias/${naming.name("data")}`, targetKeyId: key.keyId }, { parent });
  return key;
}

/**
 * The account decides by IAM who uses the key; services that act by themselves are let in by name.
 * `Resource: "*"` is this key: a key policy knows no other.
 */
function keyPolicy({ region, partition, accountId }: Cloud): readonly ResourceStatement[] {
  const ofThisAccount = { StringEquals: { "aws:SourceAccount": accountId } };
  return [
    {
      Sid: "AccountDecidesByIam",
      Effect: "Allow",
      Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
      Action: ["kms:*"],
      Resource: ["*"],
    },
    ...["events.amazonaws.com", "cloudwatch.amazonaws.com", "budgets.amazonaws.com"].map(
      (service): ResourceStatement => ({
        Sid: `${service.split(".")[0]}SendsToQueuesAndTopics`,
        Effect: "Allow",
        Principal: { Service: service },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: ["*"],
        Condition: ofThisAccount,
      }),
    ),
    {
      Sid: "LogGroups",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:GenerateDataKey",
        "kms:DescribeKey",
      ],
      Resource: ["*"],
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:*`,
        },
      },
    },
  ];
}
