import type { ResourceValidationPolicy } from "@pulumi/policy";

/** What costs money or keeps data: each must be traceable to its stack and owner. */
const TRACED = [
  "aws:glue/job:Job",
  "aws:kms/key:Key",
  "aws:lambda/function:Function",
  "aws:rds/cluster:Cluster",
  "aws:redshiftserverless/namespace:Namespace",
  "aws:redshiftserverless/workgroup:Workgroup",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "aws:sfn/stateMachine:StateMachine",
  "aws:sqs/queue:Queue",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
];

const TAGS = ["project", "stack", "owner", "managed-by", "data-retention"];

export const taggedResources: ResourceValidationPolicy = {
  name: "tagged-resources",
  description: `What costs money or keeps data has the tags ${TAGS.join(", ")}.`,
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (!TRACED.includes(type)) return;
    const missing = TAGS.filter((tag) => !props.tags?.[tag]);
    if (missing.length > 0) report(`Tags are missing: ${missing.join(", ")}.`);
  },
};
