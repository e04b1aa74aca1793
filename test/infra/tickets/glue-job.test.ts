import { expect } from "chai";
import { inputsOf } from "../find";
import { type ProgramRun, programOf, stackFile } from "../program";

describe("the ticket jobs", () => {
  let dev: ProgramRun;
  let prod: ProgramRun;

  before(async () => {
    dev = await programOf(stackFile("dev"));
    prod = await programOf(stackFile("prod"));
  });

  it("are Glue 5.0 of the configured size, time out, and never retry by themselves", () => {
    const size = ({ resources }: ProgramRun): unknown[] =>
      resources
        .filter(({ type }) => type === "aws:glue/job:Job")
        .map(({ name, inputs: i }) => [
          name,
          i.glueVersion,
          i.workerType,
          i.numberOfWorkers,
          i.timeout,
          i.maxRetries,
          i.executionProperty,
        ])
        .sort();

    const once = { maxConcurrentRuns: 1 };
    expect(size(dev)).to.deep.equal([
      ["extract-tickets", "5.0", "G.1X", 2, 30, 0, once],
      ["transform-tickets", "5.0", "G.1X", 2, 30, 0, once],
    ]);
    expect(size(prod)).to.deep.equal([
      ["extract-tickets", "5.0", "G.1X", 4, 60, 0, once],
      ["transform-tickets", "5.0", "G.1X", 4, 60, 0, once],
    ]);
  });

  it("run their own scripts; only the extraction is put into the network", () => {
    const jobs = inputsOf(dev, "aws:glue/job:Job");

    const script = (name: string): string => `s3://careplus-dev-code-111122223333/glue/${name}.py`;
    const command = (name: string): object => ({
      name: "glueetl",
      pythonVersion: "3",
      scriptLocation: script(name),
    });
    expect(jobs["extract-tickets"]?.command).to.deep.equal(command("extract_tickets"));
    expect(jobs["transform-tickets"]?.command).to.deep.equal(command("transform_tickets"));
    expect(jobs["extract-tickets"]?.connections).to.deep.equal(["careplus-dev-tickets"]);
    expect(jobs["transform-tickets"]).not.to.have.property("connections");
  });

  it("find their scripts and every step of their SQL in the code bucket", () => {
    const keys = Object.values(inputsOf(dev, "aws:s3/bucketObjectv2:BucketObjectv2")).map(({ key }) => key);

    expect(keys).to.include.members([
      "glue.zip",
      "glue/extract_tickets.py",
      "glue/transform_tickets.py",
      "glue/sql/tickets/tickets.sql",
      "glue/sql/tickets/ticket_quarantine.sql",
    ]);
  });

  it("are told where the zones of the lake, their SQL and their table are", () => {
    const jobs = inputsOf(dev, "aws:glue/job:Job");

    const common = (job: string): object => ({
      "--raw_zone": "s3://careplus-dev-raw-111122223333",
      "--processed_zone": "s3://careplus-dev-processed-111122223333",
      "--quarantine_zone": "s3://careplus-dev-quarantine-111122223333",
      "--state_zone": "s3://careplus-dev-processed-111122223333/state",
      "--tmp_zone": `s3://careplus-dev-results-111122223333/glue-temp/${job}`,
      "--TempDir": `s3://careplus-dev-results-111122223333/glue-temp/${job}/glue/`,
      "--extra-py-files": "s3://careplus-dev-code-111122223333/glue.zip",
      "--job-bookmark-option": "job-bookmark-disable",
      "--custom-logGroup-prefix": `/careplus/dev/glue/${job}`,
    });
    expect(jobs["extract-tickets"]?.defaultArguments).to.deep.equal({
      ...common("extract-tickets"),
      "--connection": "careplus-dev-tickets",
      "--table": "support_tickets",
      "--manifests": "processed/manifests/tickets",
      "--source_sql": "s3://careplus-dev-code-111122223333/glue/sql/source",
    });
    expect(jobs["transform-tickets"]?.defaultArguments).to.deep.equal({
      ...common("transform-tickets"),
      "--sql": "s3://careplus-dev-code-111122223333/glue/sql/tickets",
      "--time_zone": "UTC",
      "--manifests": "processed/manifests/tickets",
    });
  });

  it("read MySQL through the connection, in the first zone, with the secret that RDS keeps", () => {
    const { tags: _, ...connection } = inputsOf(dev, "aws:glue/connection:Connection").tickets ?? {};

    expect(connection).to.deep.equal({
      name: "careplus-dev-tickets",
      description: "MySQL that holds the support tickets",
      connectionType: "JDBC",
      connectionProperties: {
        JDBC_CONNECTION_URL: "jdbc:mysql://Cluster(mysql).endpoint:3306/careplus",
        SECRET_ID: "Cluster(mysql).secretArn",
        JDBC_ENFORCE_SSL: "true",
      },
      physicalConnectionRequirements: {
        availabilityZone: "eu-central-1a",
        subnetId: "subnet-a",
        securityGroupIdLists: ["SecurityGroup(glue).id"],
      },
    });
  });

  it("have a MySQL of the stack's own that pauses at zero and is encrypted, reached over TLS only", () => {
    const cluster = inputsOf(dev, "aws:rds/cluster:Cluster").mysql;

    expect(cluster).to.deep.include({
      engine: "aurora-mysql",
      serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 2, secondsUntilAutoPause: 600 },
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: "Key(data).arn",
      enableHttpEndpoint: true,
      storageEncrypted: true,
      kmsKeyId: "Key(data).arn",
      vpcSecurityGroupIds: ["SecurityGroup(mysql).id"],
    });
    expect(inputsOf(dev, "aws:rds/clusterInstance:ClusterInstance").mysql).to.include({
      publiclyAccessible: false,
      instanceClass: "db.serverless",
    });
    expect(
      inputsOf(dev, "aws:rds/clusterParameterGroup:ClusterParameterGroup").mysql?.parameters,
    ).to.deep.equal([{ name: "require_secure_transport", value: "ON" }]);
  });

  it("are crawled beside: the MySQL table and the raw zone, and no published table", () => {
    const crawlers = inputsOf(dev, "aws:glue/crawler:Crawler");

    expect(crawlers["source-crawler"]?.jdbcTargets).to.deep.equal([
      { connectionName: "careplus-dev-tickets", path: "careplus/support_tickets" },
    ]);
    expect(crawlers["raw-crawler"]?.s3Targets).to.deep.equal([
      { path: "s3://careplus-dev-raw-111122223333/tickets/", exclusions: ["**.json"] },
      { path: "s3://careplus-dev-raw-111122223333/logs/", exclusions: ["**.json"] },
    ]);
    for (const crawler of Object.values(crawlers))
      expect(crawler.databaseName).to.equal("careplus_dev_found");
  });

  it("are crawled beside with logs of the stack's own: encrypted, kept for a while, there before the crawlers", () => {
    const crawlers = inputsOf(dev, "aws:glue/crawler:Crawler");
    const groups = inputsOf(dev, "aws:cloudwatch/logGroup:LogGroup");
    const encryption = inputsOf(dev, "aws:glue/securityConfiguration:SecurityConfiguration").crawlers;

    for (const name of ["source-crawler", "raw-crawler"]) {
      expect(crawlers[name]?.securityConfiguration).to.equal("SecurityConfiguration(crawlers).id");
      expect(groups[name]?.name).to.equal(
        `/aws-glue/crawlers-role/careplus-dev-${name}-careplus-dev-crawlers`,
      );
      expect(groups[name]?.retentionInDays).to.equal(30);
    }
    expect(Reflect.get(encryption?.encryptionConfiguration as object, "cloudwatchEncryption")).to.deep.equal({
      cloudwatchEncryptionMode: "SSE-KMS",
      kmsKeyArn: "Key(data).arn",
    });
  });
});
