import * as pulumi from "@pulumi/pulumi";
import { useKey } from "../iam/queue-statements";
import { ServiceRole } from "../iam/service-role";
import { type Allow, allow } from "../iam/statement";
import { transformedFiles } from "../iam/storage-statements";
import type { Lake } from "../lake";
import type { Platform } from "../platform";

/** The role with which Redshift reads the lake for COPY; it is the namespace's default one. */
export function createCopyRole({ naming }: Platform, lake: Lake, parent: pulumi.Resource): ServiceRole {
  return new ServiceRole(
    "warehouse-copy",
    {
      roleName: naming.name("warehouse-copy"),
      service: ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"],
      condition: { StringEquals: { "aws:SourceAccount": naming.cloud.accountId } },
      statements: copyStatements(lake),
    },
    { parent },
  );
}

function copyStatements(lake: Lake): readonly Allow[] {
  return [
    allow(
      "ReadParquet",
      ["s3:GetObject"],
      [
        ...transformedFiles(lake),
        // The loader's list of what one COPY takes.
        pulumi.interpolate`${lake.results.arn}/copy/*`,
      ],
    ),
    allow(
      "FindBuckets",
      ["s3:GetBucketLocation", "s3:ListBucket"],
      [lake.processed.arn, lake.quarantine.arn, lake.results.arn],
    ),
    useKey(lake.key.arn, ["kms:Decrypt"]),
  ];
}
