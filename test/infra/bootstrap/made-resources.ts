import type { Declared } from "../../../delivery/program/recorded-program";

/** The action that makes a resource, and what it is allowed on: `*` where AWS names it only then. */
export interface Making {
  readonly action: string;
  readonly arn: string;
}

const REGIONAL = "eu-central-1:111122223333";
const GLOBAL = ":111122223333";

/**
 * How AWS calls what makes a resource of each type, and its ARN.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
const MAKINGS: Readonly<Record<string, readonly [action: string, arn: (text: Inputs) => string]>> = {
  "aws:athena/namedQuery:NamedQuery": [
    "athena:CreateNamedQuery",
    (of) =>
      `arn:aws:athena:${REGIONAL}:workgroup/${of("workgroup").replace(/^Workgroup\((.*)\)\.id$/, "careplus-dev-$1")}`,
  ],
  "aws:athena/workgroup:Workgroup": [
    "athena:CreateWorkGroup",
    (of) => `arn:aws:athena:${REGIONAL}:workgroup/${of("name")}`,
  ],
  "aws:budgets/budget:Budget": [
    "budgets:ModifyBudget",
    (of) => `arn:aws:budgets:${GLOBAL}:budget/${of("name")}`,
  ],
  "aws:cloudwatch/dashboard:Dashboard": [
    "cloudwatch:PutDashboard",
    (of) => `arn:aws:cloudwatch:${GLOBAL}:dashboard/${of("dashboardName")}`,
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    "events:PutRule",
    (of) => `arn:aws:events:${REGIONAL}:rule/${of("name")}`,
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    "logs:CreateLogGroup",
    (of) => `arn:aws:logs:${REGIONAL}:log-group:${of("name")}`,
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    "cloudwatch:PutMetricAlarm",
    (of) => `arn:aws:cloudwatch:${REGIONAL}:alarm:${of("name")}`,
  ],
  "aws:ec2/flowLog:FlowLog": ["ec2:CreateFlowLogs", () => "*"],
  "aws:ec2/securityGroup:SecurityGroup": ["ec2:CreateSecurityGroup", () => "*"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["ec2:CreateVpcEndpoint", () => "*"],
  "aws:glue/catalogDatabase:CatalogDatabase": [
    "glue:CreateDatabase",
    (of) => `arn:aws:glue:${REGIONAL}:database/${of("name")}`,
  ],
  "aws:glue/connection:Connection": [
    "glue:CreateConnection",
    (of) => `arn:aws:glue:${REGIONAL}:connection/${of("name")}`,
  ],
  "aws:glue/crawler:Crawler": [
    "glue:CreateCrawler",
    (of) => `arn:aws:glue:${REGIONAL}:crawler/${of("name")}`,
  ],
  "aws:glue/job:Job": ["glue:CreateJob", (of) => `arn:aws:glue:${REGIONAL}:job/${of("name")}`],
  "aws:glue/securityConfiguration:SecurityConfiguration": ["glue:CreateSecurityConfiguration", () => "*"],
  "aws:iam/policy:Policy": ["iam:CreatePolicy", (of) => `arn:aws:iam::111122223333:policy/${of("name")}`],
  "aws:iam/role:Role": ["iam:CreateRole", (of) => `arn:aws:iam::111122223333:role/${of("name")}`],
  "aws:kms/alias:Alias": ["kms:CreateAlias", () => "*"],
  "aws:kms/key:Key": ["kms:CreateKey", () => "*"],
  "aws:lambda/eventSourceMapping:EventSourceMapping": ["lambda:CreateEventSourceMapping", () => "*"],
  "aws:lambda/function:Function": [
    "lambda:CreateFunction",
    (of) => `arn:aws:lambda:${REGIONAL}:function:${of("name")}`,
  ],
  "aws:rds/cluster:Cluster": [
    "rds:CreateDBCluster",
    (of) => `arn:aws:rds:${REGIONAL}:cluster:${of("clusterIdentifier")}`,
  ],
  "aws:rds/clusterInstance:ClusterInstance": [
    "rds:CreateDBInstance",
    (of) => `arn:aws:rds:${REGIONAL}:db:${of("identifier")}`,
  ],
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": [
    "rds:CreateDBClusterParameterGroup",
    (of) => `arn:aws:rds:${REGIONAL}:cluster-pg:${of("name")}`,
  ],
  "aws:rds/subnetGroup:SubnetGroup": [
    "rds:CreateDBSubnetGroup",
    (of) => `arn:aws:rds:${REGIONAL}:subgrp:${of("name")}`,
  ],
  "aws:redshiftserverless/namespace:Namespace": ["redshift-serverless:CreateNamespace", () => "*"],
  "aws:redshiftserverless/usageLimit:UsageLimit": ["redshift-serverless:CreateUsageLimit", () => "*"],
  "aws:redshiftserverless/workgroup:Workgroup": ["redshift-serverless:CreateWorkgroup", () => "*"],
  "aws:s3/bucket:Bucket": ["s3:CreateBucket", (of) => `arn:aws:s3:::${of("bucket")}`],
  "aws:scheduler/schedule:Schedule": [
    "scheduler:CreateSchedule",
    (of) => `arn:aws:scheduler:${REGIONAL}:schedule/default/${of("name")}`,
  ],
  "aws:secretsmanager/secret:Secret": [
    "secretsmanager:CreateSecret",
    (of) => `arn:aws:secretsmanager:${REGIONAL}:secret:${of("name")}-AbCdEf`,
  ],
  "aws:sfn/stateMachine:StateMachine": [
    "states:CreateStateMachine",
    (of) => `arn:aws:states:${REGIONAL}:stateMachine:${of("name")}`,
  ],
  "aws:sns/topic:Topic": ["sns:CreateTopic", (of) => `arn:aws:sns:${REGIONAL}:${of("name")}`],
  "aws:sqs/queue:Queue": ["sqs:CreateQueue", (of) => `arn:aws:sqs:${REGIONAL}:${of("name")}`],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["ec2:AuthorizeSecurityGroupEgress", () => "*"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    "ec2:AuthorizeSecurityGroupIngress",
    () => "*",
  ],
  "awsx:ec2:Vpc": ["ec2:CreateVpc", () => "*"],
};

/** Parts of one of the above, made by another call on it, which the same statement allows. */
const PARTS =
  /^aws:(s3\/bucket\w+|cloudwatch\/(eventTarget|logMetricFilter)|ec2\/defaultSecurityGroup|glue\/catalogTable|iam\/role\w+|lambda\/invocation|secretsmanager\/secretVersion|sns\/topic\w+|sqs\/queue\w+):/;

type Inputs = (name: string) => string;

/** What making the resource asks of IAM; undefined for a part of another one. */
export function makingOf({ type, name, inputs }: Declared): Making | undefined {
  const making = MAKINGS[type];
  if (making === undefined) {
    if (PARTS.test(type)) return undefined;
    throw new Error(`${type} (${name}) has no line in MAKINGS`);
  }
  const [action, arn] = making;
  const of = (input: string): string => {
    const value = inputs[input];
    if (typeof value !== "string") throw new Error(`${type} (${name}) has no text ${input}`);
    return value;
  };
  return { action, arn: arn(of) };
}
