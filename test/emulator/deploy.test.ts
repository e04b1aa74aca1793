import { expect } from "chai";
import { logEntry, logFile } from "../fixtures/log-entries";
import { until } from "../fixtures/until";
import { itAsksNoMoreThanRolesAllow } from "./allowed-calls";
import { athenaRows } from "./athena-rows";
import { type Deployment, deploy } from "./deploy";
import { emulatedStack } from "./deployed-stack";
import { Emulator } from "./emulator";
import { leftOver } from "./left-over";
import { warehouseRows } from "./warehouse-rows";

const RAW = "careplus-dev-raw-000000000000";
/** These tests run no ticket job, so nothing is asked of it. */
const ANY_PORT = 3_306;
const ROWS = "select ticket_id, source_object from fact_log_entry order by ticket_id";
const LEDGER = "select source_object, source_version from ops.loads order by source_object, source_version";

/** Each test goes on from the one before, as a platform does. */
describe("the program, deployed on the emulator", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let deployment: Deployment;

  before(async () => {
    emulator = await Emulator.start();
    deployment = await deploy(emulator.clients, await emulatedStack(emulator.clients, ANY_PORT));
  });

  after(() => emulator.stop());

  async function put(key: string, body: string): Promise<void> {
    await emulator.clients.s3.putObject({ Bucket: RAW, Key: key, Body: body });
  }

  /** Once the ledger has so many lines: the last step of a load, in the transaction of its rows. */
  async function loaded(objects: number): Promise<Record<string, unknown>[]> {
    return until(`${objects} loaded objects`, async () => {
      const ledger = await warehouseRows(emulator, LEDGER);
      return ledger.length >= objects ? ledger : undefined;
    });
  }

  async function queueIsEmpty(QueueName: string): Promise<void> {
    const { sqs } = emulator.clients;
    const { QueueUrl } = await sqs.getQueueUrl({ QueueName });
    await until(`${QueueName} to be empty`, async () => {
      const { Attributes = {} } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
      const counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
      return counts.every((name) => Attributes[name] === "0") || undefined;
    });
  }

  it("brings a log file that is put to the warehouse and into Athena's answer", async () => {
    await put("logs/first.log", logFile(logEntry({ ticketId: "TCK1" }), logEntry({ ticketId: "TCK2" })));

    await loaded(1);
    const lake = await athenaRows(
      emulator.clients,
      "select ticket_id from log_entry_copies order by ticket_id",
    );

    expect(await warehouseRows(emulator, ROWS)).to.deep.equal([
      { ticket_id: "TCK1", source_object: "logs/first.log" },
      { ticket_id: "TCK2", source_object: "logs/first.log" },
    ]);
    expect(lake).to.deep.equal([["TCK1"], ["TCK2"]]);
  });

  it("adds only the new entries of a second file that repeats half of them", async () => {
    await put("logs/second.log", logFile(logEntry({ ticketId: "TCK2" }), logEntry({ ticketId: "TCK3" })));

    await loaded(2);

    expect(await warehouseRows(emulator, ROWS)).to.deep.equal([
      { ticket_id: "TCK1", source_object: "logs/first.log" },
      { ticket_id: "TCK2", source_object: "logs/first.log" },
      { ticket_id: "TCK3", source_object: "logs/second.log" },
    ]);
  });

  it("changes nothing when an object's manifest arrives again", async () => {
    const { s3 } = emulator.clients;
    const Bucket = "careplus-dev-processed-000000000000";
    const before = {
      rows: await warehouseRows(emulator, ROWS),
      ledger: await warehouseRows(emulator, LEDGER),
    };
    const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: "manifests/" });
    for (const { Key } of Contents) {
      const { Body } = await s3.getObject({ Bucket, Key });
      await s3.putObject({ Bucket, Key, Body: await Body!.transformToByteArray() });
    }

    // What is put after them is loaded after or beside them.
    await put("logs/third.log", logFile(logEntry({ ticketId: "TCK4" })));
    await loaded(3);
    await queueIsEmpty("careplus-dev-load-requests");

    const isBefore = ({ source_object }: Record<string, unknown>): boolean =>
      source_object !== "logs/third.log";
    expect((await warehouseRows(emulator, ROWS)).filter(isBefore)).to.deep.equal(before.rows);
    expect((await warehouseRows(emulator, LEDGER)).filter(isBefore)).to.deep.equal(before.ledger);
  });

  itAsksNoMoreThanRolesAllow(
    () => emulator,
    ["careplus-dev-loader", "careplus-dev-log-transformer", "careplus-dev-migrate"],
  );

  it("leaves nothing when it is destroyed", async () => {
    expect(await leftOver(emulator.clients)).to.have.length.above(60);

    await deployment.destroy();

    expect(await leftOver(emulator.clients)).to.deep.equal([]);
  });
});
