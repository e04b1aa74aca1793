import { Athena } from "@aws-sdk/client-athena";
import { Budgets } from "@aws-sdk/client-budgets";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { EC2 } from "@aws-sdk/client-ec2";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { Glue } from "@aws-sdk/client-glue";
import { IAM } from "@aws-sdk/client-iam";
import { KMS } from "@aws-sdk/client-kms";
import { Lambda } from "@aws-sdk/client-lambda";
import { RDS } from "@aws-sdk/client-rds";
import { RDSData } from "@aws-sdk/client-rds-data";
import { RedshiftData } from "@aws-sdk/client-redshift-data";
import { RedshiftServerless } from "@aws-sdk/client-redshift-serverless";
import { ResourceGroupsTaggingAPI } from "@aws-sdk/client-resource-groups-tagging-api";
import { S3 } from "@aws-sdk/client-s3";
import { Scheduler } from "@aws-sdk/client-scheduler";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { SFN } from "@aws-sdk/client-sfn";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { STS } from "@aws-sdk/client-sts";

export type Clients = ReturnType<typeof clientsOf>;

/** A client for each service that the program uses; credentials and endpoints come from the environment. */
export function clientsOf(region: string) {
  const settings = { region, maxAttempts: 8, retryMode: "adaptive" };
  return {
    athena: new Athena(settings),
    budgets: new Budgets(settings),
    cloudwatch: new CloudWatch(settings),
    ec2: new EC2(settings),
    events: new EventBridge(settings),
    glue: new Glue(settings),
    iam: new IAM(settings),
    kms: new KMS(settings),
    lambda: new Lambda(settings),
    logs: new CloudWatchLogs(settings),
    mysqlData: new RDSData(settings),
    rds: new RDS(settings),
    redshift: new RedshiftServerless(settings),
    redshiftData: new RedshiftData(settings),
    s3: new S3(settings),
    scheduler: new Scheduler(settings),
    secrets: new SecretsManager(settings),
    sfn: new SFN(settings),
    sns: new SNS(settings),
    sqs: new SQS(settings),
    sts: new STS(settings),
    tagging: new ResourceGroupsTaggingAPI(settings),
  };
}
