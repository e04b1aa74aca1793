import { expect } from "chai";
import type { Made } from "../remembered-engine";
import { removalBed } from "./removal-bed";
import { DISPOSABLE } from "./taken-down";

describe("what is left behind when the resources are destroyed", function () {
  this.timeout(60_000);
  const on = removalBed();

  async function versionedBucket(Bucket: string): Promise<Made> {
    const { s3 } = on.bed.account.clients;
    await s3.createBucket({ Bucket });
    await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
    return { name: Bucket, delete: () => s3.deleteBucket({ Bucket }) };
  }

  it("is old versions, delete markers and unfinished uploads: they are deleted first", async () => {
    const { s3 } = on.bed.account.clients;
    const Bucket = "careplus-pr-7-raw-000000000000";
    on.taken.engine.know("pr-7", DISPOSABLE, [await versionedBucket(Bucket)]);
    await s3.putObject({ Bucket, Key: "logs/a.log", Body: "old" });
    await s3.putObject({ Bucket, Key: "logs/a.log", Body: "new" });
    await s3.putObject({ Bucket, Key: "logs/b.log", Body: "gone" });
    await s3.deleteObject({ Bucket, Key: "logs/b.log" });
    await s3.createMultipartUpload({ Bucket, Key: "logs/c.log" });

    const fault = await on.taken.run();

    expect(fault).to.equal(undefined);
    expect(on.taken.said("ok      empty")).to.deep.equal([
      "ok      empty the buckets: 1 bucket, 3 versions, 1 delete marker, 1 unfinished upload",
    ]);
  });

  it("may be more versions than S3 lists at once", async () => {
    const { s3 } = on.bed.account.clients;
    const Bucket = "careplus-pr-7-processed-000000000000";
    on.taken.engine.know("pr-7", DISPOSABLE, [await versionedBucket(Bucket)]);
    for (let number = 0; number < 1_100; number += 100)
      await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          s3.putObject({ Bucket, Key: `tickets/${number + index}`, Body: "x" }),
        ),
      );

    const fault = await on.taken.run();

    expect(fault).to.equal(undefined);
    expect(on.taken.said("ok      empty")).to.deep.equal([
      "ok      empty the buckets: 1 bucket, 1,100 versions, no delete marker, no unfinished upload",
    ]);
  });

  it("is an access log that arrives late: the bucket is emptied again, and destroyed", async () => {
    const { s3 } = on.bed.account.clients;
    const Bucket = "careplus-pr-7-access-logs-000000000000";
    const bucket = await versionedBucket(Bucket);
    let isLate = true;
    const late = {
      name: bucket.name,
      delete: async () => {
        if (isLate) await s3.putObject({ Bucket, Key: "raw/2026-11-25", Body: "late" });
        isLate = false;
        return bucket.delete();
      },
    };
    on.taken.engine.know("pr-7", DISPOSABLE, [late]);

    const fault = await on.taken.run();

    expect(fault).to.equal(undefined);
    expect(on.taken.engine.calls).to.deep.equal(["destroy pr-7", "destroy pr-7", "remove pr-7"]);
  });

  it("is a secret in its recovery window: it is deleted at once", async () => {
    const { secrets } = on.bed.account.clients;
    const SecretId = "careplus-pr-7-ticket-source";
    await secrets.createSecret({ Name: SecretId, SecretString: "{}" });
    await secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 30 });
    on.taken.engine.know("pr-7", DISPOSABLE);
    const before = await on.taken.left();

    const fault = await on.taken.run();

    expect(before).to.deep.equal(["secret careplus-pr-7-ticket-source"]);
    expect(fault).to.equal(undefined);
    await secrets.createSecret({ Name: SecretId, SecretString: "{}" });
  });

  it("is log groups that services made by themselves; those of others stay", async () => {
    const { logs } = on.bed.account.clients;
    const own = [
      "/aws/lambda/careplus-pr-7-loader",
      "/aws-glue/crawlers-role/careplus-pr-7-raw-crawler-careplus-pr-7-crawlers",
      "/aws-glue/jobs/logs-v2-careplus-pr-7-glue",
      "/aws-glue/jobs/careplus-pr-7-glue-role/careplus-pr-7-extract/error",
      "/aws/redshift/careplus-pr-7-warehouse/userlog",
      "/aws/rds/cluster/careplus-pr-7-tickets/instance",
      "/careplus/pr-7/glue/extract/output",
    ];
    const others = [
      "/aws-glue/crawlers",
      "/aws-glue/jobs/error",
      "/aws/lambda/careplus-pr-70-loader",
      "/careplus/pr-70/flow-log",
      "/else/careplus-pr-7-loader",
    ];
    for (const logGroupName of [...own, ...others]) await logs.createLogGroup({ logGroupName });
    on.taken.engine.know("pr-7", DISPOSABLE);

    const fault = await on.taken.run();

    const { logGroups = [] } = await logs.describeLogGroups({});
    expect(fault).to.equal(undefined);
    expect(logGroups.map(({ logGroupName }) => logGroupName)).to.have.members(others);
  });

  it("is final snapshots of both databases", async () => {
    const { rds, redshift } = on.bed.account.clients;
    const DBClusterIdentifier = "careplus-pr-7-tickets";
    await rds.createDBCluster({
      DBClusterIdentifier,
      Engine: "aurora-mysql",
      MasterUsername: "careplus",
      MasterUserPassword: "only-on-the-emulator",
    });
    await rds.createDBClusterSnapshot({
      DBClusterIdentifier,
      DBClusterSnapshotIdentifier: "careplus-pr-7-tickets-final",
    });
    await rds.deleteDBCluster({ DBClusterIdentifier, SkipFinalSnapshot: true });
    await redshift.createSnapshot({ namespaceName: "careplus-pr-7-warehouse", snapshotName: "final" });
    on.taken.engine.know("pr-7", DISPOSABLE);
    const before = await on.taken.left();

    const fault = await on.taken.run();

    expect(before).to.deep.equal(["Aurora snapshot careplus-pr-7-tickets-final", "Redshift snapshot final"]);
    expect(fault).to.equal(undefined);
    expect(on.taken.said("ok      sweep")).to.deep.equal([
      "ok      sweep up after services: no secret, 2 snapshots, no log group, no network interface",
    ]);
  });

  it("is a network interface that keeps a subnet: it is removed, and the rest destroyed", async () => {
    const { ec2 } = on.bed.account.clients;
    const { Vpc } = await ec2.createVpc({
      CidrBlock: "10.20.0.0/20",
      TagSpecifications: [
        {
          ResourceType: "vpc",
          Tags: [
            { Key: "project", Value: "careplus" },
            { Key: "stack", Value: "pr-7" },
          ],
        },
      ],
    });
    const { Subnet } = await ec2.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: "10.20.0.0/24" });
    await ec2.createNetworkInterface({ SubnetId: Subnet?.SubnetId });
    const isKept = async (): Promise<boolean> => {
      const { NetworkInterfaces = [] } = await ec2.describeNetworkInterfaces({});
      return NetworkInterfaces.some(({ SubnetId }) => SubnetId === Subnet?.SubnetId);
    };
    const subnet = {
      name: "subnet",
      delete: async () => {
        if (await isKept()) throw new Error("DependencyViolation");
        await ec2.deleteSubnet({ SubnetId: Subnet?.SubnetId });
        await ec2.deleteVpc({ VpcId: Vpc?.VpcId });
      },
    };
    on.taken.engine.know("pr-7", DISPOSABLE, [subnet]);

    const fault = await on.taken.run();

    expect(fault).to.equal(undefined);
    expect(on.taken.engine.calls).to.deep.equal(["destroy pr-7", "destroy pr-7", "remove pr-7"]);
    expect(await isKept()).to.equal(false);
  });

  it("is printed with its price and the command that removes it where it is nobody's to delete", async () => {
    const { sqs, iam, athena, cloudwatch } = on.bed.account.clients;
    const { QueueUrl } = await sqs.createQueue({ QueueName: "careplus-pr-7-by-hand" });
    await iam.createRole({ RoleName: "careplus-pr-7-by-hand", AssumeRolePolicyDocument: "{}" });
    const WorkGroup = "careplus-pr-7-analysts";
    await athena.createWorkGroup({ Name: WorkGroup });
    await athena.startQueryExecution({
      WorkGroup,
      QueryString: "select 1",
      ResultConfiguration: { OutputLocation: "s3://any/" },
    });
    await cloudwatch.putDashboard({ DashboardName: "careplus-pr-7-mine", DashboardBody: '{"widgets":[]}' });
    on.taken.engine.know("pr-7", DISPOSABLE);

    const fault = await on.taken.run();

    expect([fault?.code, fault?.message]).to.deep.equal([
      "left_over",
      "4 things of pr-7 are left: run this again, or the command below each.",
    ]);
    expect(on.taken.lines.slice(-9)).to.deep.equal([
      "left    dashboard careplus-pr-7-mine: 0.0986 USD a day",
      "        aws cloudwatch delete-dashboards --dashboard-names careplus-pr-7-mine",
      "left    Athena workgroup careplus-pr-7-analysts: 0.0000 USD a day",
      "        aws athena delete-work-group --recursive-delete-option --work-group careplus-pr-7-analysts",
      "left    queue careplus-pr-7-by-hand: 0.0000 USD a day",
      `        aws sqs delete-queue --queue-url ${QueueUrl}`,
      "left    role careplus-pr-7-by-hand: 0.0000 USD a day (its policies go first: iam delete-role-policy, detach-role-policy)",
      "        aws iam delete-role --role-name careplus-pr-7-by-hand",
      "left    4 in all: 0.0986 USD a day",
    ]);
    expect(on.taken.engine.calls).to.deep.equal(["destroy pr-7"]);
  });

  it("is found by its tags whatever it is called", async () => {
    const { sqs } = on.bed.account.clients;
    const tags = { project: "careplus", stack: "pr-7" };
    await sqs.createQueue({ QueueName: "some-queue", tags });
    await sqs.createQueue({ QueueName: "of-another", tags: { ...tags, stack: "dev" } });
    on.taken.engine.know("pr-7", DISPOSABLE);

    const fault = await on.taken.run();

    expect(fault?.code).to.equal("left_over");
    expect(on.taken.said("left ")).to.deep.equal([
      "left    tagged resource arn:aws:sqs:eu-central-1:000000000000:some-queue: 0.0000 USD a day (found by its tags only: the tagging API forgets the deleted late)",
      "left    1 in all: 0.0000 USD a day",
    ]);
  });

  it("is not a key that waits for its deletion, which AWS puts off", async () => {
    const { kms } = on.bed.account.clients;
    const Tags = [
      { TagKey: "project", TagValue: "careplus" },
      { TagKey: "stack", TagValue: "pr-7" },
    ];
    const { KeyMetadata } = await kms.createKey({ Tags });
    await kms.scheduleKeyDeletion({ KeyId: KeyMetadata?.KeyId, PendingWindowInDays: 7 });
    on.taken.engine.know("pr-7", DISPOSABLE);

    const fault = await on.taken.run();

    expect(fault).to.equal(undefined);
  });
});
