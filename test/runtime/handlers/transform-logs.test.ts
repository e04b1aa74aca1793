import { gunzipSync, gzipSync } from "node:zlib";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { parquetReadObjects } from "hyparquet";
import { handler } from "../../../runtime/handlers/transform-logs";
import { parseTransformManifest } from "../../../runtime/load/transform-manifest";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { PlainEmulator } from "../../fixtures/plain-emulator";

describe("the log transformer's handler", () => {
  let emulator: PlainEmulator;
  let sqs: SQSClient;
  let environment: NodeJS.ProcessEnv;
  let printed: object[];
  let print: typeof console.log;

  before(async () => {
    emulator = await PlainEmulator.start();
    await emulator.createBuckets("raw", "processed", "quarantine");
    sqs = new SQSClient(emulator.clientOptions);
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "dead" }));
    environment = { ...process.env };
    Object.assign(process.env, emulator.environment, {
      PROCESSED_BUCKET: "processed",
      QUARANTINE_BUCKET: "quarantine",
      LOG_CODEC: "GZIP",
      DEAD_LETTERS_URL: QueueUrl,
    });
    print = console.log;
  });
  beforeEach(() => {
    printed = [];
    console.log = (line: object) => printed.push(line);
  });
  afterEach(() => {
    console.log = print;
  });
  after(async () => {
    process.env = environment;
    sqs.destroy();
    await emulator.stop();
  });

  /** The message that SQS hands over when EventBridge tells of an object. */
  const message = (messageId: string, key: string, size: number, version = "v1") => ({
    messageId,
    body: JSON.stringify({
      "detail-type": "Object Created",
      detail: { bucket: { name: "raw" }, object: { key, size, etag: version } },
    }),
    attributes: { ApproximateReceiveCount: "1" },
  });
  const arrive = async (messageId: string, key: string, content: string | Uint8Array) => {
    await emulator.put("raw", key, content);
    return message(messageId, key, Buffer.byteLength(content));
  };
  const manifestOf = async (sourceObject: string) => {
    for (const key of await emulator.keys("processed")) {
      if (!key.startsWith("manifests/")) continue;
      const manifest = parseTransformManifest(key, (await emulator.get("processed", key)).toString());
      if (manifest.sourceObject === sourceObject) return manifest;
    }
    return undefined;
  };

  /** Body and reason of each message that was put aside. */
  const putAside = async (): Promise<(readonly [string | undefined, string | undefined])[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: process.env.DEAD_LETTERS_URL,
        MessageAttributeNames: ["reason"],
        MaxNumberOfMessages: 10,
      }),
    );
    return Messages.map(({ Body, MessageAttributes }) => [Body, MessageAttributes?.reason?.StringValue]);
  };

  it("publishes rows by date, what it rejects, and a manifest that names both", async () => {
    const key = "logs/host 1/ä+b.log";
    const content = logFile(
      logEntry(),
      logEntry(),
      logEntry({ at: "2025-07-02 00:00:00" }),
      logEntry({ level: "FATAL" }),
    );

    const result = await handler({ Records: [await arrive("m1", key, content)] });

    const manifest = await manifestOf(key);
    expect(result).to.deep.equal({ batchItemFailures: [] });
    expect(manifest?.counts).to.deep.equal({ recordsIn: 4, kept: 2, duplicate: 1, rejected: 1 });
    expect(manifest?.processedKeys.map((name) => name.split("/")[2])).to.deep.equal([
      "log_date=2025-07-01",
      "log_date=2025-07-02",
    ]);
    const [first = ""] = manifest?.processedKeys ?? [];
    const file = await emulator.get("processed", first.replace(/^processed\//, ""));
    const rows = await parquetReadObjects({
      file: new Uint8Array(file).buffer,
      compressors: { GZIP: (page) => gunzipSync(page) },
    });
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ level: "INFO", source_object: key, response_time_ms: 1269 });
    expect(await emulator.keys("quarantine")).to.have.length(1);
    expect(printed[0]).to.include({
      event: "log transformed",
      sourceObject: key,
      recordsIn: 4,
      rejected: 1,
    });
  });

  it("writes the same objects when a message comes again", async () => {
    const record = await arrive("m1", "logs/again.log", logFile(logEntry({ message: "again" })));
    await handler({ Records: [record] });
    const before = await emulator.keys("processed");

    await handler({ Records: [record] });

    expect(await emulator.keys("processed")).to.deep.equal(before);
  });

  it("unpacks gzip, and takes an empty object as one without records", async () => {
    const records = [
      await arrive("m1", "logs/packed.log.gz", gzipSync(logFile(logEntry({ message: "packed" })))),
      await arrive("m2", "logs/empty.log", ""),
    ];

    const result = await handler({ Records: records });

    expect(result.batchItemFailures).to.deep.equal([]);
    expect((await manifestOf("logs/packed.log.gz"))?.counts.kept).to.equal(1);
    expect((await manifestOf("logs/empty.log"))?.counts.recordsIn).to.equal(0);
  });

  it("puts aside what tells of no object, with the reason, and goes on with the rest", async () => {
    const good = await arrive("good", "logs/good.log", logFile(logEntry({ message: "good" })));
    const odd = { ...message("odd", "", 0), body: '{"hello":"there"}' };

    const { batchItemFailures } = await handler({ Records: [odd, good] });

    expect(batchItemFailures).to.deep.equal([]);
    expect(await manifestOf("logs/good.log")).to.not.equal(undefined);
    expect(await putAside()).to.deep.equal([
      ['{"hello":"there"}', "bad_event: The message tells of no object that was created."],
    ]);
  });

  it("counts an object that was deleted before it was read, and makes nothing of it", async () => {
    const before = await emulator.keys("processed");

    const { batchItemFailures } = await handler({ Records: [message("gone", "logs/gone.log", 100)] });

    expect(batchItemFailures).to.deep.equal([]);
    expect(printed).to.have.length(1);
    expect(printed[0]).to.include({ event: "log object gone", sourceObject: "logs/gone.log" });
    expect(await emulator.keys("processed")).to.deep.equal(before);
  });

  it("lets a message come again whose outputs cannot be stored", async () => {
    const record = await arrive("m1", "logs/full.log", logFile(logEntry({ message: "full" })));
    process.env.PROCESSED_BUCKET = "no-such-bucket";

    const { batchItemFailures } = await handler({ Records: [record] });

    process.env.PROCESSED_BUCKET = "processed";
    expect(batchItemFailures).to.deep.equal([{ itemIdentifier: "m1" }]);
    expect(printed[0]).to.include({ event: "log transformation failed", messageId: "m1" });
  });

  it("passes over an object that is no log file, and says so", async () => {
    const result = await handler({ Records: [await arrive("m1", "logs/readme.txt", "hello")] });

    expect(result.batchItemFailures).to.deep.equal([]);
    expect(printed[0]).to.include({
      event: "no log file",
      sourceObject: "logs/readme.txt",
    });
  });
});
