import type { Account } from "../../../delivery/stack/aws/account";
import type { Made } from "./remembered-engine";

const ROLE = "arn:aws:iam::000000000000:role/any";
const TRUST = JSON.stringify({ Version: "2012-10-17", Statement: [] });

/** One of every kind of thing that the program makes and that has a name of its own. */
export async function makeStack(account: Account, stack: string): Promise<Made[]> {
  const name = (role: string): string => `careplus-${stack}-${role}`;
  return [
    ...(await makeStorage(account, name)),
    ...(await makeEvents(account, name)),
    ...(await makeGlue(account, name, `careplus_${stack}`.replaceAll("-", "_"))),
    ...(await makeDatabases(account, name)),
    ...(await makeWarehouse(account, name)),
    ...(await makeNetwork(account, name, stack)),
    ...(await makeRest(account, name, stack)),
  ];
}

type Name = (role: string) => string;

async function makeStorage({ clients: { s3, logs } }: Account, name: Name): Promise<Made[]> {
  const buckets = [name("raw"), name("access-logs")];
  for (const Bucket of buckets) await s3.createBucket({ Bucket });
  const [raw = "", accessLogs = ""] = buckets;
  await s3.putBucketVersioning({ Bucket: raw, VersioningConfiguration: { Status: "Enabled" } });
  await s3.putBucketLogging({
    Bucket: raw,
    BucketLoggingStatus: { LoggingEnabled: { TargetBucket: accessLogs, TargetPrefix: "raw/" } },
  });
  const logGroupName = `/aws/lambda/${name("loader")}`;
  await logs.createLogGroup({ logGroupName });
  return [
    ...buckets.map((Bucket) => ({ name: Bucket, delete: () => s3.deleteBucket({ Bucket }) })),
    { name: logGroupName, delete: () => logs.deleteLogGroup({ logGroupName }) },
  ];
}

async function makeEvents({ clients }: Account, name: Name): Promise<Made[]> {
  const { sqs, events, scheduler, sns, sfn, iam, lambda } = clients;
  const { QueueUrl } = await sqs.createQueue({ QueueName: name("load-requests") });
  await events.putRule({ Name: name("load-requests"), EventPattern: '{"source":["aws.s3"]}' });
  await scheduler.createSchedule({
    Name: name("ticket-schedule"),
    ScheduleExpression: "rate(1 hour)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: { Arn: "arn:aws:sqs:eu-central-1:000000000000:any", RoleArn: ROLE, Input: "{}" },
  });
  const { TopicArn } = await sns.createTopic({ Name: name("alerts") });
  const waiting = {
    StartAt: "Wait",
    States: { Wait: { Type: "Wait", Seconds: 600, Next: "End" }, End: { Type: "Succeed" } },
  };
  const { stateMachineArn } = await sfn.createStateMachine({
    name: name("tickets"),
    definition: JSON.stringify(waiting),
    roleArn: ROLE,
  });
  const RoleName = name("loader");
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUST });
  const FunctionName = name("loader");
  await lambda.createFunction({
    FunctionName,
    Runtime: "nodejs24.x",
    Role: Role?.Arn,
    Handler: "index.handler",
    Code: { ZipFile: EMPTY_ZIP },
  });
  const { UUID } = await lambda.createEventSourceMapping({
    FunctionName,
    EventSourceArn: `arn:aws:sqs:eu-central-1:000000000000:${name("load-requests")}`,
  });
  return [
    { name: RoleName, delete: () => iam.deleteRole({ RoleName }) },
    { name: FunctionName, delete: () => lambda.deleteFunction({ FunctionName }) },
    { name: "event source", delete: () => lambda.deleteEventSourceMapping({ UUID }) },
    { name: "queue", delete: () => sqs.deleteQueue({ QueueUrl }) },
    { name: "rule", delete: () => events.deleteRule({ Name: name("load-requests") }) },
    { name: "schedule", delete: () => scheduler.deleteSchedule({ Name: name("ticket-schedule") }) },
    { name: "topic", delete: () => sns.deleteTopic({ TopicArn }) },
    { name: "state machine", delete: () => sfn.deleteStateMachine({ stateMachineArn }) },
  ];
}

/** An archive without a file: its end-of-directory record alone. */
const EMPTY_ZIP = Buffer.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]);

async function makeGlue(
  { clients: { glue, athena } }: Account,
  name: Name,
  database: string,
): Promise<Made[]> {
  const Name = name("extract");
  await glue.createJob({ Name, Role: ROLE, Command: { Name: "glueetl" } });
  await glue.createDatabase({ DatabaseInput: { Name: database } });
  await glue.createCrawler({
    Name: name("raw-crawler"),
    Role: ROLE,
    DatabaseName: database,
    Targets: { S3Targets: [{ Path: "s3://any/" }] },
  });
  await glue.createConnection({
    ConnectionInput: { Name: name("tickets"), ConnectionType: "JDBC", ConnectionProperties: {} },
  });
  await glue.createSecurityConfiguration({ Name: name("glue"), EncryptionConfiguration: {} });
  await athena.createWorkGroup({ Name: name("analysts") });
  return [
    { name: "job", delete: () => glue.deleteJob({ JobName: Name }) },
    { name: "database", delete: () => glue.deleteDatabase({ Name: database }) },
    { name: "crawler", delete: () => glue.deleteCrawler({ Name: name("raw-crawler") }) },
    { name: "connection", delete: () => glue.deleteConnection({ ConnectionName: name("tickets") }) },
    { name: "security", delete: () => glue.deleteSecurityConfiguration({ Name: name("glue") }) },
    {
      name: "workgroup",
      delete: () => athena.deleteWorkGroup({ WorkGroup: name("analysts"), RecursiveDeleteOption: true }),
    },
  ];
}

async function makeDatabases({ clients: { rds } }: Account, name: Name): Promise<Made[]> {
  const DBClusterIdentifier = name("tickets");
  const DBClusterParameterGroupName = name("tickets");
  await rds.createDBClusterParameterGroup({
    DBClusterParameterGroupName,
    DBParameterGroupFamily: "aurora-mysql8.0",
    Description: "any",
  });
  await rds.createDBCluster({
    DBClusterIdentifier,
    Engine: "aurora-mysql",
    MasterUsername: "careplus",
    MasterUserPassword: "only-on-the-emulator",
  });
  return [
    {
      name: "parameter group",
      delete: () => rds.deleteDBClusterParameterGroup({ DBClusterParameterGroupName }),
    },
    {
      name: "cluster",
      delete: () => rds.deleteDBCluster({ DBClusterIdentifier, SkipFinalSnapshot: true }),
    },
  ];
}

async function makeWarehouse({ clients: { redshift } }: Account, name: Name): Promise<Made[]> {
  const namespaceName = name("warehouse");
  await redshift.createNamespace({ namespaceName });
  await redshift.createWorkgroup({ workgroupName: namespaceName, namespaceName, port: 5439 });
  return [
    { name: "namespace", delete: () => redshift.deleteNamespace({ namespaceName }) },
    { name: "warehouse workgroup", delete: () => redshift.deleteWorkgroup({ workgroupName: namespaceName }) },
  ];
}

async function makeNetwork({ clients: { ec2 } }: Account, name: Name, stack: string): Promise<Made[]> {
  const tags = [
    { Key: "project", Value: "careplus" },
    { Key: "stack", Value: stack },
  ];
  const { Vpc } = await ec2.createVpc({
    CidrBlock: "10.20.0.0/20",
    TagSpecifications: [{ ResourceType: "vpc", Tags: tags }],
  });
  const VpcId = Vpc?.VpcId;
  const { Subnet } = await ec2.createSubnet({
    VpcId,
    CidrBlock: "10.20.0.0/24",
    TagSpecifications: [{ ResourceType: "subnet", Tags: tags }],
  });
  const { GroupId } = await ec2.createSecurityGroup({ GroupName: name("glue"), Description: "any", VpcId });
  return [
    { name: "vpc", delete: () => ec2.deleteVpc({ VpcId }) },
    { name: "subnet", delete: () => ec2.deleteSubnet({ SubnetId: Subnet?.SubnetId }) },
    { name: "security group", delete: () => ec2.deleteSecurityGroup({ GroupId }) },
  ];
}

async function makeRest({ clients }: Account, name: Name, stack: string): Promise<Made[]> {
  const { kms, secrets, cloudwatch, budgets } = clients;
  const { KeyMetadata } = await kms.createKey({
    Tags: [
      { TagKey: "project", TagValue: "careplus" },
      { TagKey: "stack", TagValue: stack },
    ],
  });
  const KeyId = KeyMetadata?.KeyId;
  const AliasName = `alias/${name("data")}`;
  await kms.createAlias({ AliasName, TargetKeyId: KeyId });
  const SecretId = name("ticket-source");
  await secrets.createSecret({ Name: SecretId, SecretString: "{}" });
  const AlarmName = name("freshness-logs");
  await cloudwatch.putMetricAlarm({
    AlarmName,
    MetricName: "any",
    Namespace: "any",
    Period: 60,
    EvaluationPeriods: 1,
    Statistic: "Sum",
    Threshold: 1,
    ComparisonOperator: "LessThanThreshold",
  });
  const DashboardName = name("platform");
  await cloudwatch.putDashboard({ DashboardName, DashboardBody: '{"widgets":[]}' });
  const budget = { AccountId: "000000000000", BudgetName: name("monthly") };
  await budgets.createBudget({
    AccountId: budget.AccountId,
    Budget: {
      BudgetName: budget.BudgetName,
      BudgetType: "COST",
      TimeUnit: "MONTHLY",
      BudgetLimit: { Amount: "1", Unit: "USD" },
    },
  });
  return [
    { name: "key", delete: () => kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 7 }) },
    { name: "alias", delete: () => kms.deleteAlias({ AliasName }) },
    { name: "secret", delete: () => secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 7 }) },
    { name: "alarm", delete: () => cloudwatch.deleteAlarms({ AlarmNames: [AlarmName] }) },
    { name: "dashboard", delete: () => cloudwatch.deleteDashboards({ DashboardNames: [DashboardName] }) },
    { name: "budget", delete: () => budgets.deleteBudget(budget) },
  ];
}
