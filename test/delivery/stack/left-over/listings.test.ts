import { expect } from "chai";
import { LISTINGS } from "../../../../delivery/stack/left-over/listings";
import { OwnedNames } from "../../../../delivery/stack/owned-names";
import { type Declared, PR_STACK, programOf } from "../../../infra/program";

/** The listing that finds a type of resource of the program, and where its name stands. */
const FOUND_BY: Readonly<Record<string, readonly [listing: string, ...names: string[]]>> = {
  "aws:athena/workgroup:Workgroup": ["athenaWorkgroups", "name"],
  "aws:budgets/budget:Budget": ["budgets", "name"],
  "aws:cloudwatch/dashboard:Dashboard": ["dashboards", "dashboardName"],
  "aws:cloudwatch/eventRule:EventRule": ["rules", "name"],
  "aws:cloudwatch/logGroup:LogGroup": ["logGroups", "name"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["alarms", "name"],
  "aws:ec2/flowLog:FlowLog": ["flowLogs", "tags"],
  "aws:ec2/securityGroup:SecurityGroup": ["securityGroups", "name"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["endpoints", "tags"],
  "aws:glue/catalogDatabase:CatalogDatabase": ["databases", "name"],
  "aws:glue/connection:Connection": ["connections", "name"],
  "aws:glue/crawler:Crawler": ["crawlers", "name"],
  "aws:glue/job:Job": ["jobs", "name"],
  "aws:glue/securityConfiguration:SecurityConfiguration": ["securityConfigurations", "name"],
  "aws:iam/policy:Policy": ["policies", "name"],
  "aws:iam/role:Role": ["roles", "name"],
  "aws:kms/alias:Alias": ["keyAliases", "name"],
  "aws:kms/key:Key": ["keys", "tags"],
  "aws:lambda/eventSourceMapping:EventSourceMapping": ["eventSources", "tags"],
  "aws:lambda/function:Function": ["functions", "name"],
  "aws:rds/cluster:Cluster": ["mysqlClusters", "clusterIdentifier"],
  "aws:rds/clusterInstance:ClusterInstance": ["mysqlInstances", "identifier"],
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": ["mysqlParameterGroups", "name"],
  "aws:rds/subnetGroup:SubnetGroup": ["mysqlSubnetGroups", "name"],
  "aws:redshiftserverless/namespace:Namespace": ["namespaces", "namespaceName"],
  "aws:redshiftserverless/workgroup:Workgroup": ["redshiftWorkgroups", "workgroupName"],
  "aws:s3/bucket:Bucket": ["buckets", "bucket"],
  "aws:scheduler/schedule:Schedule": ["schedules", "name"],
  "aws:secretsmanager/secret:Secret": ["secrets", "name"],
  "aws:sfn/stateMachine:StateMachine": ["stateMachines", "name"],
  "aws:sns/topic:Topic": ["topics", "name"],
  "aws:sqs/queue:Queue": ["queues", "name"],
  "awsx:ec2:Vpc": ["vpcs", "tags"],
};

/** Types that cannot be there without another one that is listed: part of what, or why nothing is left. */
const GOES_WITH: Readonly<Record<string, string>> = {
  "aws:athena/namedQuery:NamedQuery": "its workgroup",
  "aws:cloudwatch/eventTarget:EventTarget": "its rule",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": "its log group",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "its VPC",
  "aws:glue/catalogTable:CatalogTable": "its database",
  "aws:iam/rolePolicy:RolePolicy": "its role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "its role",
  "aws:lambda/invocation:Invocation": "a call, not a thing",
  "aws:redshiftserverless/usageLimit:UsageLimit": "its workgroup",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "its bucket",
  "aws:s3/bucketLogging:BucketLogging": "its bucket",
  "aws:s3/bucketNotification:BucketNotification": "its bucket",
  "aws:s3/bucketObjectv2:BucketObjectv2": "its bucket",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "its bucket",
  "aws:s3/bucketPolicy:BucketPolicy": "its bucket",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "its bucket",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "its bucket",
  "aws:s3/bucketVersioning:BucketVersioning": "its bucket",
  "aws:secretsmanager/secretVersion:SecretVersion": "its secret",
  "aws:sns/topicPolicy:TopicPolicy": "its topic",
  "aws:sns/topicSubscription:TopicSubscription": "its topic",
  "aws:sqs/queuePolicy:QueuePolicy": "its queue",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "its security group",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "its security group",
};

/** Listed, though no resource of the program is one: services and awsx make them. */
const MADE_BY_OTHERS = [
  "interfaces",
  "mysqlBackups",
  "mysqlSnapshots",
  "redshiftSnapshots",
  "routeTables",
  "subnets",
];

const NAMES = new OwnedNames("pr-7", []);

describe("the listings of what a stack leaves", function () {
  this.timeout(60_000);

  it("find every type of resource that the program declares, in each configuration", async () => {
    const run = await programOf({
      ...PR_STACK,
      config: {
        ...PR_STACK.config,
        "careplus:alertEmail": "data@careplus.example",
        "careplus:load": "every 15 minutes",
        "careplus:source": { kind: "existing", host: "mysql.careplus.example", user: "reader" },
        "careplus:powerBi": Object.fromEntries(
          ["tenantId", "workspaceId", "datasetId", "clientId"].map((id) => [
            id,
            "00000000-0000-0000-0000-000000000000",
          ]),
        ),
      },
      secrets: { "careplus:sourcePassword": "x", "careplus:powerBiClientSecret": "x" },
    });
    const all = [...(await programOf(PR_STACK)).resources, ...run.resources];
    const types = new Set(all.map(({ type }) => type).filter((type) => /^awsx?:/.test(type)));

    const unknown = [...types].filter((type) => !(type in FOUND_BY) && !(type in GOES_WITH));
    const unused = [...Object.keys(FOUND_BY), ...Object.keys(GOES_WITH)].filter((type) => !types.has(type));

    expect(unknown).to.deep.equal([]);
    expect(unused).to.deep.equal([]);
  });

  it("are all there, and none that nobody needs", () => {
    const needed = [...Object.values(FOUND_BY).map(([listing]) => listing), ...MADE_BY_OTHERS];

    expect(Object.keys(LISTINGS)).to.have.members(needed);
  });

  it("know the program's names: each resource has one that is the stack's, or its tags", async () => {
    const { resources } = await programOf(PR_STACK);

    const unrecognised = resources.filter((resource) => resource.type in FOUND_BY && !isRecognised(resource));

    expect(unrecognised.map(({ type, name }) => `${type} ${name}`)).to.deep.equal([]);
  });
});

function isRecognised({ type, inputs }: Declared): boolean {
  const [listing, property = "name"] = FOUND_BY[type] ?? [];
  const value = inputs[property];
  if (property === "tags") return Reflect.get(value as object, "stack") === "pr-7";
  const name = String(value);
  if (listing === "databases") return NAMES.ownsDatabase(name);
  if (listing === "logGroups") return NAMES.ownsLogGroup(name);
  return NAMES.owns(name.replace(/^alias\//, ""));
}
