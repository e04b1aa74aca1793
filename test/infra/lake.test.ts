import { expect } from "chai";
import { inputsOf, namesOf } from "./find";
import { PR_STACK, type ProgramRun, programOf, stackFile } from "./program";

const ALL = ["access-logs", "code", "processed", "quarantine", "raw", "results"];

describe("the lake", () => {
  let dev: ProgramRun;

  before(async () => {
    dev = await programOf(stackFile("dev"));
  });

  it("names its buckets by stack, role and account", () => {
    const names = Object.values(inputsOf(dev, "aws:s3/bucket:Bucket")).map(({ bucket }) => bucket);

    expect(names.sort()).to.deep.equal(ALL.map((role) => `careplus-dev-${role}-111122223333`));
  });

  it("blocks public access to every bucket and lets its account own every object", () => {
    const blocks = inputsOf(dev, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    const owners = inputsOf(dev, "aws:s3/bucketOwnershipControls:BucketOwnershipControls");

    for (const role of ALL) {
      const bucket = `Bucket(${role}).id`;
      expect(blocks[role]).to.deep.equal({
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(owners[role]).to.deep.equal({ bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    }
  });

  it("encrypts every bucket with its key, but access logs with S3's own, which is all that those take", () => {
    const rules = inputsOf(
      dev,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );

    const own = {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "Key(data).arn" },
      bucketKeyEnabled: true,
    };
    const expected = ALL.map((role) => [
      role,
      [role === "access-logs" ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } } : own],
    ]);
    expect(
      Object.fromEntries(Object.entries(rules).map(([role, inputs]) => [role, inputs.rules])),
    ).to.deep.equal(Object.fromEntries(expected));
  });

  it("keeps versions where objects are written once", () => {
    const versioning = inputsOf(dev, "aws:s3/bucketVersioning:BucketVersioning");

    const found = Object.fromEntries(
      Object.entries(versioning).map(([role, inputs]) => [
        role,
        (inputs.versioningConfiguration as { status: string }).status,
      ]),
    );
    expect(found).to.deep.equal({
      raw: "Enabled",
      processed: "Enabled",
      quarantine: "Enabled",
      code: "Enabled",
      results: "Suspended",
      "access-logs": "Suspended",
    });
  });

  it("cools raw objects down, forgets old versions, expires results and access logs, and drops unfinished uploads", () => {
    const lifecycles = inputsOf(dev, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");

    const found = Object.fromEntries(
      Object.entries(lifecycles).map(([role, inputs]) => [
        role,
        (inputs.rules as { id: string; status: string; filter: object }[]).map(
          ({ id: _, status, filter, ...rest }) => {
            expect([status, filter]).to.deep.equal(["Enabled", {}]);
            return rest;
          },
        ),
      ]),
    );
    const abort = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
    const forget = (noncurrentDays: number): object => ({ noncurrentVersionExpiration: { noncurrentDays } });
    expect(found).to.deep.equal({
      raw: [abort, { transitions: [{ days: 90, storageClass: "STANDARD_IA" }] }],
      processed: [abort, forget(7)],
      quarantine: [abort, forget(7)],
      code: [abort, forget(30)],
      results: [abort, { expiration: { days: 7 } }],
      "access-logs": [abort, { expiration: { days: 90 } }],
    });
  });

  it("logs the accesses of every bucket but the one that takes the logs", () => {
    const logging = inputsOf(dev, "aws:s3/bucketLogging:BucketLogging");

    expect(Object.keys(logging).sort()).to.deep.equal(["code", "processed", "quarantine", "raw", "results"]);
    for (const [role, inputs] of Object.entries(logging))
      expect(inputs).to.deep.equal({
        bucket: `Bucket(${role}).id`,
        targetBucket: "Bucket(access-logs).id",
        targetPrefix: `${role}/`,
      });
  });

  it("tells EventBridge of new raw and processed objects, and of no others", () => {
    expect(inputsOf(dev, "aws:s3/bucketNotification:BucketNotification")).to.deep.equal({
      raw: { bucket: "Bucket(raw).id", eventbridge: true },
      processed: { bucket: "Bucket(processed).id", eventbridge: true },
    });
  });

  it("turns its key every year and keeps it for a month after its deletion", () => {
    const { data } = inputsOf(dev, "aws:kms/key:Key");

    expect([data?.enableKeyRotation, data?.deletionWindowInDays]).to.deep.equal([true, 30]);
  });
});

describe("removal", () => {
  const stateful = [
    "aws:kms/key:Key data",
    "aws:rds/cluster:Cluster mysql",
    "aws:redshiftserverless/namespace:Namespace warehouse",
    ...ALL.map((role) => `aws:s3/bucket:Bucket ${role}`),
  ];

  it("of what holds data is stopped in a stack that keeps it", async () => {
    const dev = await programOf(stackFile("dev"));

    const isProtected = dev.resources
      .filter((resource) => resource.isProtected)
      .map(({ type, name }) => `${type} ${name}`);

    expect(isProtected.sort()).to.deep.equal([...stateful, "careplus:platform:RemovalGuard removal-guard"]);
    expect(inputsOf(dev, "aws:s3/bucket:Bucket").raw?.forceDestroy).to.equal(false);
    expect(inputsOf(dev, "aws:rds/cluster:Cluster").mysql).to.include({
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "careplus-dev-tickets-final",
    });
  });

  it("of a short-lived stack leaves nothing behind", async () => {
    const pr = await programOf(PR_STACK);

    expect(pr.resources.filter((resource) => resource.isProtected)).to.deep.equal([]);
    for (const bucket of Object.values(inputsOf(pr, "aws:s3/bucket:Bucket")))
      expect(bucket.forceDestroy).to.equal(true);
    expect(inputsOf(pr, "aws:rds/cluster:Cluster").mysql).to.include({
      deletionProtection: false,
      skipFinalSnapshot: true,
    });
    expect(inputsOf(pr, "aws:rds/cluster:Cluster").mysql).not.to.have.property("finalSnapshotIdentifier");
    expect(inputsOf(pr, "aws:athena/workgroup:Workgroup").analysts?.forceDestroy).to.equal(true);
    expect(inputsOf(pr, "aws:kms/key:Key").data?.deletionWindowInDays).to.equal(7);
    expect(namesOf(pr, "aws:secretsmanager/secret:Secret")).to.deep.equal([]);
  });
});
