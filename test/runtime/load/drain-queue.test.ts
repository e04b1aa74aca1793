import { expect } from "chai";
import { drainQueue } from "../../../runtime/load/drain-queue";
import type { LoaderPorts } from "../../../runtime/load/load-requests";
import { DeadLetters } from "../../../runtime/queue/dead-letters";
import { RecordedClient } from "../recorded-client";
import { EXTRACTION, LOG_FILE } from "./transformed";

/** Loads everything but tickets. */
const PORTS: LoaderPorts = {
  readManifest: async (key) => (key.startsWith("manifests/tickets/") ? EXTRACTION : LOG_FILE),
  load: async (batch) => {
    if (batch[0]?.dataset === "tickets") throw new Error("Redshift is away");
    return batch.map((object) => ({ ...object, loaded: object.counts.kept }));
  },
  announce: async () => undefined,
  report: () => undefined,
};
const handed = (receives: string, ...keys: string[]) => ({
  Messages: keys.map((key, index) => ({
    MessageId: `${index}`,
    Body: JSON.stringify({ detail: { object: { key } } }),
    ReceiptHandle: `r${index}`,
    Attributes: { ApproximateReceiveCount: receives },
  })),
});

describe("draining the load queue", () => {
  const drain = async (...answers: object[]): Promise<RecordedClient> => {
    const client = new RecordedClient({
      ReceiveMessageCommand: () => answers.shift() ?? { Messages: [] },
      DeleteMessageBatchCommand: () => ({}),
      SendMessageCommand: () => ({}),
    });
    await drainQueue(client.as(), "queue", PORTS, new DeadLetters(client.as(), "dead"), () => true);
    return client;
  };

  it("loads what waits and deletes what was loaded, until the queue is empty", async () => {
    const client = await drain(handed("1", "manifests/tickets/run-1.json", "manifests/logs/a.json"));

    expect(client.sent.map(({ name }) => name)).to.deep.equal([
      "ReceiveMessageCommand",
      "ReceiveMessageCommand",
      "DeleteMessageBatchCommand",
      "ReceiveMessageCommand",
    ]);
    expect(client.sent[2]?.input).to.deep.equal({
      QueueUrl: "queue",
      Entries: [{ Id: "1", ReceiptHandle: "r1" }],
    });
  });

  it("puts aside what has failed five times, and deletes it", async () => {
    const client = await drain(handed("5", "manifests/tickets/run-1.json"));

    const [, , sent, deleted] = client.sent;
    expect(sent?.input).to.deep.equal({
      QueueUrl: "dead",
      MessageBody: '{"detail":{"object":{"key":"manifests/tickets/run-1.json"}}}',
      MessageAttributes: { reason: { DataType: "String", StringValue: "Error: Redshift is away" } },
    });
    expect(deleted?.input.Entries).to.deep.equal([{ Id: "0", ReceiptHandle: "r0" }]);
  });

  it("begins nothing when time is short", async () => {
    const client = new RecordedClient({});

    await drainQueue(client.as(), "queue", PORTS, new DeadLetters(client.as(), "dead"), () => false);

    expect(client.sent).to.deep.equal([]);
  });
});
