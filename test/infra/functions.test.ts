import { expect } from "chai";
import { find, inputsOf } from "./find";
import { FULL_STACK } from "./full-stack";
import { type ProgramRun, programOf, stackFile } from "./program";

const FUNCTION = "aws:lambda/function:Function";

describe("magic functions", () => {
  let full: ProgramRun;

  before(async () => {
    full = await programOf(FULL_STACK);
  });

  it("are in no VPC, where their network interfaces would hold up a teardown", () => {
    for (const [name, inputs] of Object.entries(inputsOf(full, FUNCTION)))
      expect(inputs, name).not.to.have.property("vpcConfig");
  });

  it("have room in /tmp for what memory does not hold", () => {
    const sizes = Object.entries(inputsOf(full, FUNCTION)).map(([name, { ephemeralStorage }]) => [
      name,
      ephemeralStorage,
    ]);

    expect(sizes.filter(([, size]) => size !== undefined)).to.deep.equal([
      ["log-transformer", { size: 2_048 }],
    ]);
  });

  it("have this memory, in MB, and this much time, in seconds", () => {
    const sizes = Object.entries(inputsOf(full, FUNCTION)).map(([name, { memorySize, timeout }]) => [
      name,
      [memorySize, timeout],
    ]);

    expect(Object.fromEntries(sizes)).to.deep.equal({
      "log-transformer": [1_769, 900],
      loader: [512, 600],
      migrate: [256, 600],
      reconciler: [256, 300],
      refresh: [128, 60],
      "replay-chooser": [512, 900],
      seed: [256, 600],
    });
  });

  it("run on a pinned runtime, with their own role and log, encrypted by the platform's key", () => {
    for (const [name, inputs] of Object.entries(inputsOf(full, FUNCTION))) {
      const physical = `careplus-dev-${name}`;
      expect(inputs, name).to.deep.include({
        name: physical,
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "__index.handler",
        role: `Role(${name}).arn`,
        kmsKeyArn: "Key(data).arn",
        loggingConfig: { logFormat: "JSON", logGroup: `LogGroup(${name}).id` },
      });
      const { tags: _, ...logGroup } = inputsOf(full, "aws:cloudwatch/logGroup:LogGroup")[name] ?? {};
      expect(logGroup).to.deep.equal({
        name: `/aws/lambda/${physical}`,
        retentionInDays: 30,
        kmsKeyId: "Key(data).arn",
      });
    }
  });

  it("are told names and ARNs, and no secret", () => {
    const variables = Object.entries(inputsOf(full, FUNCTION)).map(([name, { environment }]) => {
      const { NODE_OPTIONS, ...own } = (environment as { variables: Record<string, string> }).variables;
      const more = name === "loader" ? " --max-semi-space-size=1" : "";
      expect(NODE_OPTIONS).to.equal(`--enable-source-maps${more}`);
      return [name, own];
    });

    expect(Object.fromEntries(variables)).to.deep.equal({
      "log-transformer": {
        DEAD_LETTERS_URL: "Queue(log-arrivals-dead).url",
        PROCESSED_BUCKET: "careplus-dev-processed-111122223333",
        QUARANTINE_BUCKET: "careplus-dev-quarantine-111122223333",
        LOG_CODEC: "GZIP",
      },
      loader: {
        STACK: "dev",
        WORKGROUP: "careplus-dev-warehouse",
        DATABASE: "careplus",
        QUEUE_URL: "Queue(load-requests).url",
        DEAD_LETTERS_URL: "Queue(load-requests-dead).url",
        PROCESSED_BUCKET: "careplus-dev-processed-111122223333",
        QUARANTINE_BUCKET: "careplus-dev-quarantine-111122223333",
        RESULTS_BUCKET: "careplus-dev-results-111122223333",
      },
      migrate: {
        WORKGROUP: "careplus-dev-warehouse",
        DATABASE: "careplus",
        ADMIN_SECRET_ARN: "Namespace(warehouse).adminPasswordSecretArn",
        WRITER_ROLES: "careplus-dev-loader,careplus-dev-reconciler",
        READER_ROLES: "careplus-dev-replay-chooser",
      },
      reconciler: {
        WORKGROUP: "careplus-dev-warehouse",
        DATABASE: "careplus",
        RAW_BUCKET: "careplus-dev-raw-111122223333",
        FRESHNESS_HOURS: "26",
      },
      refresh: {
        TENANT_ID: "11111111-1111-1111-1111-111111111111",
        WORKSPACE_ID: "22222222-2222-2222-2222-222222222222",
        DATASET_ID: "33333333-3333-3333-3333-333333333333",
        CLIENT_ID: "44444444-4444-4444-4444-444444444444",
        CAPACITY: "shared",
        CLIENT_SECRET_ARN: "Secret(power-bi).arn",
        ALARM_TOPIC_ARN: "Topic(alerts).arn",
      },
      "replay-chooser": {
        WORKGROUP: "careplus-dev-warehouse",
        DATABASE: "careplus",
        RAW_BUCKET: "careplus-dev-raw-111122223333",
        RESULTS_BUCKET: "careplus-dev-results-111122223333",
      },
      seed: {
        CLUSTER_ARN: "Cluster(mysql).arn",
        SECRET_ARN: "Cluster(mysql).secretArn",
        DATABASE: "careplus",
        TABLE: "support_tickets",
      },
    });
  });

  it("take from their queues in batches, name the failed messages, and have a ceiling", async () => {
    const {
      "log-arrivals": logs,
      "load-requests": loads,
      "refresh-requests": refreshes,
    } = inputsOf(full, "aws:lambda/eventSourceMapping:EventSourceMapping");
    const without = ({ tags: _, ...inputs }: Record<string, unknown> = {}): object => inputs;

    expect(without(logs)).to.deep.equal({
      eventSourceArn: "Queue(log-arrivals).arn",
      functionName: "Function(log-transformer).arn",
      batchSize: 10,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 10 },
    });
    expect(without(loads)).to.deep.equal({
      eventSourceArn: "Queue(load-requests).arn",
      functionName: "Function(loader).arn",
      batchSize: 500,
      maximumBatchingWindowInSeconds: 60,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
    });
    expect(without(refreshes)).to.deep.equal({
      eventSourceArn: "Queue(refresh-requests).arn",
      functionName: "Function(refresh).arn",
      batchSize: 1_000,
      maximumBatchingWindowInSeconds: 300,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
    });
  });

  it("that load every N minutes are started by a schedule, one at a time", async () => {
    const prod = await programOf(stackFile("prod"));

    const schedule = inputsOf(prod, "aws:scheduler/schedule:Schedule")["load-schedule"];
    const loader = find(prod, FUNCTION, "loader").inputs;

    expect(schedule).to.deep.equal({
      name: "careplus-prod-load-schedule",
      scheduleExpression: "rate(15 minutes)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: "Function(loader).arn",
        roleArn: "Role(load-schedule).arn",
        input: "{}",
        retryPolicy: { maximumEventAgeInSeconds: 300, maximumRetryAttempts: 2 },
      },
    });
    expect(loader.reservedConcurrentExecutions).to.equal(1);
    expect(Object.keys(inputsOf(prod, "aws:lambda/eventSourceMapping:EventSourceMapping"))).to.deep.equal([
      "log-arrivals",
    ]);
  });

  it("run the migration and the seed at deployment, again when their input changes", () => {
    const { migration, seed } = inputsOf(full, "aws:lambda/invocation:Invocation");

    expect(migration?.functionName).to.equal("Function(migrate).id");
    expect(JSON.parse(String(migration?.input)).schemaVersion).to.match(/^[0-9a-f]{16}$/);
    expect(seed).to.deep.equal({ functionName: "Function(seed).id", input: '{"tickets":2000}' });
  });
});
