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
import { RedshiftData } from "@aws-sdk/client-redshift-data";
import { RedshiftServerless } from "@aws-sdk/client-redshift-serverless";
import { S3 } from "@aws-sdk/client-s3";
import { Scheduler } from "@aws-sdk/client-scheduler";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { SFN } from "@aws-sdk/client-sfn";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";

export const REGION = "eu-central-1";
/** Account of everything on the emulator. */
export const ACCOUNT = "000000000000";

export type Clients = ReturnType<typeof clientsOf>;

/** A client for each service that the program uses; the warehouse has its own endpoint. */
export function clientsOf(endpoint: string, warehouseEndpoint: string) {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const cloud = { region: REGION, credentials, endpoint, forcePathStyle: true };
  const warehouse = { region: REGION, credentials, endpoint: warehouseEndpoint };
  return {
    athena: new Athena(cloud),
    budgets: new Budgets(cloud),
    cloudwatch: new CloudWatch(cloud),
    ec2: new EC2(cloud),
    events: new EventBridge(cloud),
    glue: new Glue(cloud),
    iam: new IAM(cloud),
    kms: new KMS(cloud),
    lambda: new Lambda(cloud),
    logs: new CloudWatchLogs(cloud),
    s3: new S3(cloud),
    scheduler: new Scheduler(cloud),
    secrets: new SecretsManager(cloud),
    sfn: new SFN(cloud),
    sns: new SNS(cloud),
    sqs: new SQS(cloud),
    redshift: new RedshiftServerless(warehouse),
    redshiftData: new RedshiftData(warehouse),
  };
}
