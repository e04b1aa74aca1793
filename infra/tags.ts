import type { ResourceTransformation } from "@pulumi/pulumi";

/** Types of the program's resources that take tags; a test compares the list with the types of @pulumi/aws. */
export const TAGGED_TYPES: ReadonlySet<string> = new Set([
  "aws:athena/workgroup:Workgroup",
  "aws:budgets/budget:Budget",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:glue/catalogDatabase:CatalogDatabase",
  "aws:glue/connection:Connection",
  "aws:glue/crawler:Crawler",
  "aws:glue/job:Job",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:kms/key:Key",
  "aws:lambda/eventSourceMapping:EventSourceMapping",
  "aws:lambda/function:Function",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:redshiftserverless/namespace:Namespace",
  "aws:redshiftserverless/workgroup:Workgroup",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:secretsmanager/secret:Secret",
  "aws:sfn/stateMachine:StateMachine",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "awsx:ec2:Vpc",
]);

/** What the tags say of a stack. */
export interface TagSubject {
  readonly stack: string;
  readonly owner: string;
  readonly isDataKept: boolean;
  readonly expiresAt?: string;
}

/** Tags of everything that a stack owns; the policy pack reads "data-retention". */
export function platformTags({
  stack,
  owner,
  isDataKept,
  expiresAt,
}: TagSubject): Readonly<Record<string, string>> {
  return {
    project: "careplus",
    stack,
    owner,
    "managed-by": "pulumi",
    "data-retention": isDataKept ? "keep" : "destroy",
    ...(expiresAt !== undefined && { "expires-at": expiresAt }),
  };
}

/**
 * Puts the tags on every resource that takes some. A transformation and no default tags of the provider: so they are
 * among the inputs that tests and the policy pack see.
 */
export function tagAll(tags: Readonly<Record<string, string>>): ResourceTransformation {
  return ({ type, props, opts }) =>
    TAGGED_TYPES.has(type) ? { props: { ...props, tags: { ...tags, ...props.tags } }, opts } : undefined;
}
