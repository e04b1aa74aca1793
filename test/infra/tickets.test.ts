import { expect } from "chai";
import { flowDefinition } from "../../infra/tickets/flow-definition";
import { inputsOf } from "./find";
import { type ProgramRun, programOf, stackFile } from "./program";

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Arguments?: Record<string, unknown>;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

interface Flow {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly QueryLanguage: string;
  readonly States: Readonly<Record<string, State>>;
}

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
});

describe("the ticket flow", () => {
  const flow = flowDefinition({
    partition: "aws",
    rawBucket: "raw",
    extractJob: "extract",
    transformJob: "transform",
    loaderArn: "loader-arn",
    reconcilerArn: "reconciler-arn",
    topicArn: "topic-arn",
  }) as Flow;
  const tasks = Object.entries(flow.States).filter(([, { Type }]) => Type === "Task");

  it("ends after three hours at the latest", () => {
    expect([flow.QueryLanguage, flow.TimeoutSeconds]).to.deep.equal(["JSONata", 10_800]);
  });

  it("goes from extraction to a loaded and reconciled warehouse", () => {
    const way = ["NameRun", "Extract", "FindExtraction", "HasChanges"];

    expect(flow.StartAt).to.equal(way[0]);
    expect(way.slice(0, -1).map((state) => flow.States[state]?.Next)).to.deep.equal(way.slice(1));
    expect(flow.States.HasChanges?.Choices?.map(({ Next }) => Next)).to.deep.equal(["Transform"]);
    expect(flow.States.HasChanges?.Default).to.equal("NothingChanged");
    expect(
      ["Transform", "AwaitEvents", "Load", "Reconcile"].map((state) => flow.States[state]?.Next),
    ).to.deep.equal(["AwaitEvents", "Load", "Reconcile", "IsLoaded"]);
    expect([flow.States.IsLoaded?.Choices?.[0]?.Next, flow.States.IsLoaded?.Default]).to.deep.equal([
      "Loaded",
      "AwaitEvents",
    ]);
  });

  it("starts the jobs and functions that it is given", () => {
    expect(tasks.map(([name, { Resource }]) => [name, Resource])).to.deep.equal([
      ["Extract", "arn:aws:states:::glue:startJobRun.sync"],
      ["FindExtraction", "arn:aws:states:::aws-sdk:s3:listObjectsV2"],
      ["Transform", "arn:aws:states:::glue:startJobRun.sync"],
      ["Load", "arn:aws:states:::lambda:invoke"],
      ["Reconcile", "arn:aws:states:::lambda:invoke"],
      ["Notify", "arn:aws:states:::sns:publish"],
    ]);
    expect(flow.States.Extract?.Arguments).to.deep.equal({
      JobName: "extract",
      Arguments: { "--now": "{% $states.context.Execution.StartTime %}", "--run_id": "{% $runId %}" },
    });
    expect(flow.States.Transform?.Arguments?.JobName).to.equal("transform");
    expect(flow.States.Load?.Arguments?.FunctionName).to.equal("loader-arn");
    expect(flow.States.Reconcile?.Arguments?.FunctionName).to.equal("reconciler-arn");
    expect(flow.States.Notify?.Arguments?.TopicArn).to.equal("topic-arn");
  });

  it("leads only to states that there are, and to all of them", () => {
    const named = Object.values(flow.States).flatMap(({ Next, Default, Choices = [], Catch = [] }) =>
      [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((caught) => caught.Next)].filter(
        (name) => name !== undefined,
      ),
    );

    expect([...new Set([flow.StartAt, ...named])].sort()).to.deep.equal(Object.keys(flow.States).sort());
  });

  it("tells people of whatever goes wrong in any step", () => {
    for (const [name, { Catch }] of tasks.filter(([task]) => task !== "Notify"))
      expect(Catch?.at(-1), name).to.deep.include({ ErrorEquals: ["States.ALL"], Next: "Notify" });
    expect(flow.States.Notify?.Next).to.equal("Failed");
    expect(flow.States.Failed?.Type).to.equal("Fail");
  });

  it("starts a job again only when it could not be started, so that no work is done twice", () => {
    const errors = ["Extract", "Transform"].map((job) =>
      flow.States[job]?.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals),
    );

    const notStarted = [
      "Glue.ThrottlingException",
      "Glue.InternalServiceException",
      "Glue.OperationTimeoutException",
    ];
    expect(errors).to.deep.equal([notStarted, [...notStarted, "Glue.ConcurrentRunsExceededException"]]);
  });

  it("leaves an extraction that is going on alone, and waits for the transformations of a replay", () => {
    expect(flow.States.Extract?.Catch?.[0]).to.deep.equal({
      ErrorEquals: ["Glue.ConcurrentRunsExceededException"],
      Next: "AlreadyRunning",
    });
  });

  it("is started by its schedule, logs its errors without data, and can do without a schedule", async () => {
    const dev = await programOf(stackFile("dev"));
    const off = await programOf(stackFile("dev", { "careplus:tickets": { schedule: "off" } }));

    const schedule = inputsOf(dev, "aws:scheduler/schedule:Schedule")["ticket-schedule"];
    const machine = inputsOf(dev, "aws:sfn/stateMachine:StateMachine").tickets;

    expect(schedule).to.deep.include({ scheduleExpression: "rate(1 hour)" });
    expect(schedule?.target).to.deep.include({
      arn: "StateMachine(tickets).arn",
      roleArn: "Role(ticket-schedule).arn",
    });
    expect(machine?.loggingConfiguration).to.deep.equal({
      level: "ERROR",
      includeExecutionData: false,
      logDestination: "LogGroup(ticket-flow).arn:*",
    });
    expect(inputsOf(off, "aws:scheduler/schedule:Schedule")).to.deep.equal({});
  });
});
