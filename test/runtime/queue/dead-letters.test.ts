import { expect } from "chai";
import { CareplusError } from "../../../runtime/errors";
import { DeadLetters } from "../../../runtime/queue/dead-letters";
import type { QueueMessage } from "../../../runtime/queue/queue-message";
import { RecordedClient } from "../recorded-client";

const message = (messageId: string, receiveCount: number): QueueMessage => ({
  messageId,
  body: `body of ${messageId}`,
  receiveCount,
});

describe("dead letters", () => {
  let said: unknown[];
  let print: typeof console.error;
  beforeEach(() => {
    said = [];
    print = console.error;
    console.error = (line: unknown) => said.push(line);
  });
  afterEach(() => {
    console.error = print;
  });

  it("are the hopeless messages at once, and any other at its fifth receive, each with its reason", async () => {
    const client = new RecordedClient({ SendMessageCommand: () => ({}) });
    const failures = new Map<QueueMessage, unknown>([
      [message("m1", 1), new CareplusError("bad_event", "It tells of nothing.")],
      [message("m2", 4), new Error("Redshift is away")],
      [message("m3", 5), new Error("Redshift is away")],
      [message("m4", 1), new CareplusError("missing_object", "A file is missing.")],
    ]);

    const again = await new DeadLetters(client.as(), "dead").take(failures);

    expect([...again]).to.deep.equal(["m2", "m4"]);
    expect(client.sent.map(({ input }) => input)).to.deep.equal([
      {
        QueueUrl: "dead",
        MessageBody: "body of m1",
        MessageAttributes: { reason: { DataType: "String", StringValue: "bad_event: It tells of nothing." } },
      },
      {
        QueueUrl: "dead",
        MessageBody: "body of m3",
        MessageAttributes: { reason: { DataType: "String", StringValue: "Error: Redshift is away" } },
      },
    ]);
    expect(said).to.deep.include({
      event: "message put aside",
      messageId: "m3",
      reason: "Error: Redshift is away",
    });
  });

  it("have a reason that SQS takes: at most 1,000 characters, all of them allowed in XML", async () => {
    const client = new RecordedClient({ SendMessageCommand: () => ({}) });
    const fault = new CareplusError("bad_event", `a\u0000b\ud800c😀${"x".repeat(2_000)}`);

    await new DeadLetters(client.as(), "dead").take(new Map([[message("m1", 1), fault]]));

    // 11 + 7 code units before the first x, 1,000 in all.
    expect(client.sent[0]?.input.MessageAttributes).to.deep.equal({
      reason: { DataType: "String", StringValue: `bad_event: a?b?c😀${"x".repeat(982)}` },
    });
  });

  it("come again when they cannot be put aside", async () => {
    const client = new RecordedClient({
      SendMessageCommand: () => {
        throw new Error("SQS is away");
      },
    });
    const failures = new Map([[message("m1", 7), new CareplusError("bad_event", "It tells of nothing.")]]);

    const again = await new DeadLetters(client.as(), "dead").take(failures);

    expect([...again]).to.deep.equal(["m1"]);
    expect(said).to.deep.equal([
      { event: "message not put aside", messageId: "m1", error: "Error: SQS is away" },
    ]);
  });
});
