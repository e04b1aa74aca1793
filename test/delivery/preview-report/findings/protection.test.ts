import { expect } from "chai";
import { lostProtection } from "../../../../delivery/preview-report/findings/protection";
import { BUCKET, plain, step, update } from "../preview-text";

const CLUSTER = "aws:rds/cluster:Cluster";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const QUEUE = "aws:sqs/queue:Queue";

describe("lost protection", () => {
  it("is a resource that is no longer protected or retained", () => {
    const unprotected = step("update", BUCKET, { inputs: {}, protect: true }, { inputs: {} });
    const unretained = step("update", BUCKET, { inputs: {}, retainOnDelete: true }, { inputs: {} });

    expect(plain([unprotected, unretained].flatMap(lostProtection))).to.deep.equal([
      "**Bucket** «it» is no longer **protected** from deletion",
      "**Bucket** «it» is no longer **retained** when it leaves the stack",
    ]);
  });

  for (const [name, type, before, after, sentence] of [
    [
      "deletion protection off",
      CLUSTER,
      { deletionProtection: true },
      { deletionProtection: false },
      "a guard goes **off**, «deletionProtection»: «true» → «false»",
    ],
    [
      "deletion protection left out",
      CLUSTER,
      { deletionProtection: true },
      {},
      "a guard goes **off**, «deletionProtection»: «true» → not set",
    ],
    [
      "no final snapshot",
      CLUSTER,
      {},
      { skipFinalSnapshot: true },
      "data may now be **deleted with it**, «skipFinalSnapshot»: not set → «true»",
    ],
    [
      "forced deletion",
      BUCKET,
      { forceDestroy: false },
      { forceDestroy: true },
      "data may now be **deleted with it**, «forceDestroy»: «false» → «true»",
    ],
    [
      "versions suspended",
      "aws:s3/bucketVersioning:BucketVersioning",
      { versioningConfiguration: { status: "Enabled" } },
      { versioningConfiguration: { status: "Suspended" } },
      "**versions** are no longer kept, «versioningConfiguration.status»: «Enabled» → «Suspended»",
    ],
    [
      "storage in plain text",
      CLUSTER,
      { storageEncrypted: true },
      {},
      "a guard goes **off**, «storageEncrypted»: «true» → not set",
    ],
    [
      "a queue's key left out",
      QUEUE,
      { kmsMasterKeyId: "k" },
      {},
      "**encryption** with a key is dropped, «kmsMasterKeyId»: «k» → not set",
    ],
    [
      "TLS no longer asked for",
      "aws:rds/clusterParameterGroup:ClusterParameterGroup",
      {
        parameters: [
          { name: "a", value: "1" },
          { name: "require_secure_transport", value: "ON" },
        ],
      },
      { parameters: [{ name: "require_secure_transport", value: "OFF" }] },
      "connections **without TLS** are let in, «parameters[require_secure_transport].value»: «ON» → «OFF»",
    ],
    [
      "logs kept shorter",
      LOG_GROUP,
      { retentionInDays: 30 },
      { retentionInDays: 7 },
      "it is kept **shorter**, «retentionInDays»: «30» → «7»",
    ],
    [
      "logs no longer kept for ever",
      LOG_GROUP,
      {},
      { retentionInDays: 365 },
      "it is kept **shorter**, «retentionInDays»: not set → «365»",
    ],
    [
      "backups no longer kept",
      CLUSTER,
      { backupRetentionPeriod: 7 },
      {},
      "it is kept **shorter**, «backupRetentionPeriod»: «7» → not set",
    ],
    [
      "objects that expire sooner",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      { rules: [{ id: "a", expiration: { days: 30 } }] },
      { rules: [{ id: "b" }, { id: "a", expiration: { days: 3 } }] },
      "it is kept **shorter**, «rules[a].expiration.days»: «30» → «3»",
    ],
    [
      "a higher limit of use",
      "aws:redshiftserverless/usageLimit:UsageLimit",
      { amount: 16 },
      { amount: 64 },
      "a ceiling of cost is **raised**, «amount»: «16» → «64»",
    ],
  ] as const) {
    it(`is ${name}`, () => {
      const found = plain(lostProtection(update(type, before, after)));

      expect(found.map((line) => line.slice(line.indexOf("»: ") + 3))).to.deep.equal([sentence]);
    });
  }

  it("is a guard that is deleted, with what it guarded", () => {
    const versions = step("delete", "aws:s3/bucketVersioning:BucketVersioning", { bucket: "raw" }, undefined);

    const [found] = lostProtection(versions);

    expect(plain(found ? [found] : [])).to.deep.equal([
      "**BucketVersioning** «it» goes: overwritten and deleted objects are lost",
    ]);
    expect(found?.guarded).to.equal("raw");
  });

  it("is a guardian that goes under the name that older releases give it", () => {
    const type = "aws:s3/bucketVersioningV2:BucketVersioningV2";

    const found = lostProtection(step("delete", type, { bucket: "raw" }, undefined));

    expect(plain(found)).to.deep.equal([
      "**BucketVersioningV2** «it» goes: overwritten and deleted objects are lost",
    ]);
  });

  it("is silent where protection grows or stays", () => {
    const steps = [
      step("update", BUCKET, { inputs: {} }, { inputs: {}, protect: true }),
      update(LOG_GROUP, { retentionInDays: 7 }, { retentionInDays: 30 }),
      update(LOG_GROUP, { retentionInDays: 7 }, {}),
      update(CLUSTER, {}, { backupRetentionPeriod: 7 }),
      update(BUCKET, { forceDestroy: true }, { forceDestroy: false }),
      update(QUEUE, { kmsMasterKeyId: "k" }, { kmsMasterKeyId: "l" }),
      update("aws:redshiftserverless/usageLimit:UsageLimit", { amount: 16 }, { amount: 8 }),
      step("create", BUCKET, undefined, { forceDestroy: true }),
    ];

    expect(steps.flatMap(lostProtection)).to.deep.equal([]);
  });
});
