import { expect } from "chai";
import { logEntry, logFile } from "../fixtures/log-entries";
import { until } from "../fixtures/until";
import type { Clients } from "./clients";
import { deploy } from "./deploy";
import { emulatedStack } from "./deployed-stack";
import { runEarlierCode } from "./earlier-code";
import { Emulator } from "./emulator";
import { contentsOf } from "./loader-bed";
import { replayed } from "./replay-execution";
import { warehouseRows } from "./warehouse-rows";

/** These tests run no ticket job, so nothing is asked of it. */
const ANY_PORT = 3_306;
const LEVELS = "select message, level from fact_log_entry order by message";
const LEDGER =
  "select source_object, records_in, kept, rejected from ops.loads order by source_object, transformed_at";

/** Each test goes on from the one before. */
describe("a replay, in the deployed program", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let watcher: string | undefined;

  before(async () => {
    emulator = await Emulator.start();
    await deploy(emulator.clients, await emulatedStack(emulator.clients, ANY_PORT));
    watcher = await watchAlerts(emulator.clients);
    // As it is written here, the tolerant parser judges it: the kernel has no words in its code to change.
    const asToday = await runEarlierCode(emulator.clients, "careplus-dev-log-transformer", "EROR", "ER0R");
    await putLog("logs/grown.log", [logEntry({ message: "1", level: "Eror" })]);
    await putLog("logs/grown.log", [
      logEntry({ message: "1", level: "Eror" }),
      logEntry({ message: "2", level: "Eror" }),
    ]);
    await putLog("logs/good.log", [logEntry({ message: "3" })]);
    await until("three loaded objects", async () => (await loads()) === 3 || undefined);
    await asToday();
  });

  after(() => emulator.stop());

  const rows = (sql: string) => warehouseRows(emulator, sql);

  async function putLog(Key: string, entries: readonly string[]): Promise<void> {
    await emulator.clients.s3.putObject({
      Bucket: "careplus-dev-raw-000000000000",
      Key,
      Body: logFile(...entries),
    });
  }

  async function loads(): Promise<number> {
    return Number((await rows("select count(*) as loads from ops.loads"))[0]?.loads);
  }

  it("finds entries rejected by the rules of before", async () => {
    expect(await rows(LEVELS)).to.deep.equal([{ message: "3", level: "INFO" }]);
    expect(
      await rows("select reasons, count(*) as records from ops.quarantine group by reasons"),
    ).to.deep.equal([{ reasons: "unknown_level", records: 3 }]);
  });

  it("by reason takes every version again that had such an entry, and the rows replace what was there", async () => {
    const { status, output } = await replayed(emulator.clients, { reason: "unknown_level" });

    expect([status, output]).to.deep.equal(["SUCCEEDED", '{"logs": 2, "extractions": 0}']);
    await until("the rows", async () => (await rows(LEVELS)).length === 3 || undefined);
    expect(await rows(LEVELS)).to.deep.equal([
      { message: "1", level: "ERROR" },
      { message: "2", level: "ERROR" },
      { message: "3", level: "INFO" },
    ]);
    await until("an empty quarantine", async () =>
      (await rows("select reasons from ops.quarantine")).length === 0 ? true : undefined,
    );
    expect(await rows(LEDGER)).to.have.deep.members([
      { source_object: "logs/good.log", records_in: 1, kept: 1, rejected: 0 },
      { source_object: "logs/grown.log", records_in: 1, kept: 1, rejected: 0 },
      { source_object: "logs/grown.log", records_in: 2, kept: 2, rejected: 0 },
    ]);
  });

  it("by prefix, of what did not change, changes no row", async () => {
    const before = await contentsOf(rows);
    const runs = "select distinct run_id from ops.loads";
    const [{ run_id: earlier } = {}] = await rows(runs);

    const { status, output } = await replayed(emulator.clients, { prefix: "logs/" });

    expect([status, output]).to.deep.equal(["SUCCEEDED", '{"logs": 3, "extractions": 0}']);
    await until("three loads by other runs", async () =>
      (await rows(runs)).some(({ run_id }) => run_id === earlier) ? undefined : true,
    );
    const times = ["transformed_at"];
    expect(without(await contentsOf(rows), times)).to.deep.equal(without(before, times));
  });

  it("of which a call fails says so to people, and ends as failed", async () => {
    const { clients } = emulator;
    // As it is written here, the tolerant parser judges it: the kernel has no words in its code to change.
    const asToday = await runEarlierCode(
      clients,
      "careplus-dev-log-transformer",
      "DEAD_LETTERS_URL",
      "NOT_SET",
    );

    const { status, error } = await replayed(clients, { key: "logs/grown.log" });

    await asToday();
    const { Messages = [] } = await clients.sqs.receiveMessage({
      QueueUrl: watcher,
      MaxNumberOfMessages: 10,
    });
    const told = Messages.map(({ Body = "" }) => (JSON.parse(Body) as { Message: string }).Message);
    expect([status, error]).to.deep.equal(["FAILED", "ReplayFailed"]);
    expect(told.join()).to.contain(
      "ReplayIncomplete: 2 log objects and 0 extractions could not be transformed",
    );
  });

  it("that fits nothing, or says nothing, fails and changes nothing", async () => {
    const none = await replayed(emulator.clients, { key: "logs/none.log" });
    const wrong = await replayed(emulator.clients, { form: "2025-07-01" });

    expect([none.status, none.error]).to.deep.equal(["FAILED", "NothingToReplay"]);
    expect([wrong.status, wrong.error]).to.deep.equal(["FAILED", "ReplayFailed"]);
  });
});

/** Subscribes a queue to the alerts, as a person's address would be; gives its URL. */
async function watchAlerts({ sns, sqs }: Clients): Promise<string | undefined> {
  const { QueueUrl } = await sqs.createQueue({ QueueName: "watcher" });
  const { Topics = [] } = await sns.listTopics({});
  await sns.subscribe({
    TopicArn: Topics[0]?.TopicArn,
    Protocol: "sqs",
    Endpoint: "arn:aws:sqs:eu-central-1:000000000000:watcher",
  });
  return QueueUrl;
}

/** The tables' rows without some columns. */
function without(contents: Record<string, unknown>, columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(contents).map(([table, found]) => [
      table,
      (found as Record<string, unknown>[]).map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name))),
      ),
    ]),
  );
}
