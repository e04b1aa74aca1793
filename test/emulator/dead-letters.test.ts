import { expect } from "chai";
import { logEntry, logFile } from "../fixtures/log-entries";
import { until } from "../fixtures/until";
import { itAsksNoMoreThanRolesAllow } from "./allowed-calls";
import { deploy } from "./deploy";
import { emulatedStack } from "./deployed-stack";
import { Emulator } from "./emulator";
import { functionLog } from "./function-log";
import { warehouseRows } from "./warehouse-rows";

/** These tests run no ticket job, so nothing is asked of it. */
const ANY_PORT = 3_306;
const PROCESSED = "careplus-dev-processed-000000000000";
/** Longer than the load queue hides a message that is being worked on. */
const LONGER_THAN_HIDDEN = 3_700;
/** Than the alarm looks back. */
const LONGER_THAN_A_PERIOD = 310;

/** Each test goes on from the one before. */
describe("a poison file, in the deployed program", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let damaged: { readonly key: string; readonly whole: Uint8Array };

  before(async () => {
    emulator = await Emulator.start();
    await deploy(emulator.clients, await emulatedStack(emulator.clients, ANY_PORT));
    await watchAlarms();
    await pauseLoader(true);
    await putLog("logs/poison.log");
    damaged = await damageParquet();
    await pauseLoader(false);
  });

  after(() => emulator.stop());

  async function queueUrl(QueueName: string): Promise<string | undefined> {
    return (await emulator.clients.sqs.getQueueUrl({ QueueName })).QueueUrl;
  }

  /** Subscribes a queue to the alarms, as a person's address would be. */
  async function watchAlarms(): Promise<void> {
    const { sns, sqs } = emulator.clients;
    await sqs.createQueue({ QueueName: "watcher" });
    const { Topics = [] } = await sns.listTopics({});
    await sns.subscribe({
      TopicArn: Topics[0]?.TopicArn,
      Protocol: "sqs",
      Endpoint: "arn:aws:sqs:eu-central-1:000000000000:watcher",
    });
  }

  /** `name state` of each alarm that has told its topic of a change since the last look. */
  async function alarmsTold(): Promise<string[]> {
    const { sqs } = emulator.clients;
    const QueueUrl = await queueUrl("watcher");
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
    for (const { ReceiptHandle } of Messages) await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
    return Messages.map(({ Body = "" }) => {
      const alarm = JSON.parse((JSON.parse(Body) as { Message: string }).Message) as Record<string, string>;
      return `${alarm.AlarmName} ${alarm.NewStateValue}`;
    });
  }

  async function alarmTells(wanted: string): Promise<void> {
    await until(wanted, async () => (await alarmsTold()).includes(wanted) || undefined);
  }

  async function pauseLoader(isPaused: boolean): Promise<void> {
    const { lambda } = emulator.clients;
    const FunctionName = "careplus-dev-loader";
    const { EventSourceMappings = [] } = await lambda.listEventSourceMappings({ FunctionName });
    await lambda.updateEventSourceMapping({ UUID: EventSourceMappings[0]?.UUID, Enabled: !isPaused });
  }

  async function putLog(Key: string): Promise<void> {
    const Body = logFile(logEntry({ ticketId: "TCK1" }), logEntry({ ticketId: "TCK2" }));
    await emulator.clients.s3.putObject({ Bucket: "careplus-dev-raw-000000000000", Key, Body });
  }

  /** Cuts the end off the Parquet file that the transformation writes. */
  async function damageParquet(): Promise<{ key: string; whole: Uint8Array }> {
    const { s3 } = emulator.clients;
    const keys = async (Prefix: string): Promise<(string | undefined)[]> =>
      ((await s3.listObjectsV2({ Bucket: PROCESSED, Prefix })).Contents ?? []).map(({ Key }) => Key);
    await until("the manifest", async () => (await keys("manifests/logs/"))[0]);
    const key = (await keys("logs/"))[0]!;
    const { Body } = await s3.getObject({ Bucket: PROCESSED, Key: key });
    const whole = await Body!.transformToByteArray();
    await s3.putObject({ Bucket: PROCESSED, Key: key, Body: whole.slice(0, -20) });
    return { key, whole };
  }

  async function deadLetters(): Promise<number> {
    const { sqs } = emulator.clients;
    const QueueUrl = await queueUrl("careplus-dev-load-requests-dead");
    const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
    return Number(Attributes?.ApproximateNumberOfMessages);
  }

  async function failedLoads(): Promise<number> {
    const lines = await functionLog(emulator.clients, "careplus-dev-loader");
    return lines.filter(({ event }) => event === "load failed").length;
  }

  it("is tried five times, put aside with its reason, and two alarms tell of it", async () => {
    for (let attempt = 1; attempt <= 4; attempt++) {
      await until(`attempt ${attempt}`, async () => (await failedLoads()) === attempt || undefined);
      expect(await deadLetters()).to.equal(0);
      emulator.passTime(LONGER_THAN_HIDDEN);
    }
    await until("the dead letter", async () => (await deadLetters()) === 1 || undefined);
    await until("attempt 5", async () => (await failedLoads()) === 5 || undefined);

    const { sqs } = emulator.clients;
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl: await queueUrl("careplus-dev-load-requests-dead"),
      MessageAttributeNames: ["reason"],
      VisibilityTimeout: 0,
    });
    expect(Messages[0]?.MessageAttributes?.reason?.StringValue).to.contain("warehouse_statement_failed");
    expect(await warehouseRows(emulator, "select source_object from ops.loads")).to.deep.equal([]);
    await alarmTells("careplus-dev-load-requests-dead-letters ALARM");
    const { MetricAlarms = [] } = await emulator.clients.cloudwatch.describeAlarms({ StateValue: "ALARM" });
    expect(MetricAlarms.map(({ AlarmName }) => AlarmName).sort()).to.deep.equal([
      "careplus-dev-load-failed",
      "careplus-dev-load-requests-dead-letters",
    ]);
  });

  it("comes to the warehouse when it is mended and its message sent back, and the alarm ends", async () => {
    const { s3, sqs } = emulator.clients;
    await s3.putObject({ Bucket: PROCESSED, Key: damaged.key, Body: damaged.whole });

    // What `start-message-move-task` does, which the emulator lacks.
    const dead = await queueUrl("careplus-dev-load-requests-dead");
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl: dead });
    const QueueUrl = await queueUrl("careplus-dev-load-requests");
    await sqs.sendMessage({ QueueUrl, MessageBody: Messages[0]?.Body });
    await sqs.deleteMessage({ QueueUrl: dead, ReceiptHandle: Messages[0]?.ReceiptHandle });

    const rows = await until("the rows", async () => {
      const found = await warehouseRows(emulator, "select ticket_id from fact_log_entry order by ticket_id");
      return found.length > 0 ? found : undefined;
    });
    expect(rows).to.deep.equal([{ ticket_id: "TCK1" }, { ticket_id: "TCK2" }]);
    expect(
      await warehouseRows(emulator, "select source_object, records_in, kept from ops.loads"),
    ).to.deep.equal([{ source_object: "logs/poison.log", records_in: 2, kept: 2 }]);
    expect(await deadLetters()).to.equal(0);
    emulator.passTime(LONGER_THAN_A_PERIOD);
    await alarmTells("careplus-dev-load-requests-dead-letters OK");
  });

  itAsksNoMoreThanRolesAllow(
    () => emulator,
    ["careplus-dev-loader", "careplus-dev-log-transformer", "careplus-dev-migrate"],
  );
});
