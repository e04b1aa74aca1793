/*
 * The services that the platform uses, under the names that `import * as aws from "@pulumi/aws"` would give them.
 * That import loads all 230, which a preview pays for each time (docs/decisions/061-a-preview-in-seconds.md).
 */
export * as athena from "@pulumi/aws/athena";
export * as budgets from "@pulumi/aws/budgets";
export * as cloudwatch from "@pulumi/aws/cloudwatch";
export * as ec2 from "@pulumi/aws/ec2";
export { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
export { getPartitionOutput } from "@pulumi/aws/getPartition";
export * as glue from "@pulumi/aws/glue";
export * as iam from "@pulumi/aws/iam";
export * as kms from "@pulumi/aws/kms";
export * as lambda from "@pulumi/aws/lambda";
export * as rds from "@pulumi/aws/rds";
export * as redshiftserverless from "@pulumi/aws/redshiftserverless";
export * as s3 from "@pulumi/aws/s3";
export * as scheduler from "@pulumi/aws/scheduler";
export * as secretsmanager from "@pulumi/aws/secretsmanager";
export * as sfn from "@pulumi/aws/sfn";
export * as sns from "@pulumi/aws/sns";
export * as sqs from "@pulumi/aws/sqs";
export type * as types from "@pulumi/aws/types";
export * as vpc from "@pulumi/aws/vpc";
