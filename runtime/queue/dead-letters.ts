import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { CareplusError } from "../errors";
import { MOST_RECEIVES, type QueueMessage } from "./queue-message";

/** Faults of the message or of what it names, which no repeat mends. */
const HOPELESS = new Set([
  "bad_event",
  "bad_key",
  "bad_manifest",
  "missing_manifest",
  "unbalanced_counts",
  "unsafe_address",
]);

/** Enough for a sentence of Redshift's; SQS counts it into the message's size. */
const LONGEST_REASON = 1_000;

/** Where messages go that cannot be worked off: each with its reason, for a person who mends it and sends it back. */
export class DeadLetters {
  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  /**
   * Puts aside the messages that are hopeless, and those that have failed often enough.
   *
   * @param failures what each message that failed has failed by
   * @returns ids of those that come again
   */
  async take(failures: ReadonlyMap<QueueMessage, unknown>): Promise<ReadonlySet<string>> {
    const again = new Set<string>();
    for (const [message, fault] of failures) {
      const isOver = isHopeless(fault) || message.receiveCount >= MOST_RECEIVES;
      if (!isOver || !(await this.put(message, fault))) again.add(message.messageId);
    }
    return again;
  }

  /** False where the queue cannot be reached; the message then comes again. */
  private async put({ messageId, body }: QueueMessage, fault: unknown): Promise<boolean> {
    const reason = reasonOf(fault);
    try {
      await this.client.send(
        new SendMessageCommand({
          QueueUrl: this.queueUrl,
          MessageBody: body,
          MessageAttributes: { reason: { DataType: "String", StringValue: reason } },
        }),
      );
      console.error({ event: "message put aside", messageId, reason });
      return true;
    } catch (error) {
      console.error({ event: "message not put aside", messageId, error: String(error) });
      return false;
    }
  }
}

function isHopeless(fault: unknown): boolean {
  return fault instanceof CareplusError && HOPELESS.has(fault.code);
}

/** SQS refuses what XML 1.0 does not allow: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
function reasonOf(fault: unknown): string {
  const text = fault instanceof CareplusError ? `${fault.code}: ${fault.message}` : String(fault);
  return text
    .slice(0, LONGEST_REASON)
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "?");
}
