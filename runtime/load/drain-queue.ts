import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { DeadLetters } from "../queue/dead-letters";
import type { QueueMessage } from "../queue/queue-message";
import { type LoaderPorts, loadMessages } from "./load-requests";
import { LARGEST_BATCH } from "./split-batches";

/** SQS hands over and deletes this many at once. */
const MESSAGES_PER_CALL = 10;

type Held = QueueMessage & { readonly receiptHandle: string };

/**
 * Loads what waits in the queue, until it is empty or time is short. Messages whose load failed stay: they come again
 * when they are visible again.
 */
export async function drainQueue(
  client: SQSClient,
  queueUrl: string,
  ports: LoaderPorts,
  deadLetters: DeadLetters,
  hasTime: () => boolean,
): Promise<void> {
  while (hasTime()) {
    const held = await receive(client, queueUrl);
    if (held.length === 0) return;
    const again = await deadLetters.take(await loadMessages(held, ports));
    await forget(
      client,
      queueUrl,
      held.filter(({ messageId }) => !again.has(messageId)),
    );
  }
}

/** As many messages as one transaction takes. */
async function receive(client: SQSClient, QueueUrl: string): Promise<readonly Held[]> {
  const held: Held[] = [];
  while (held.length + MESSAGES_PER_CALL <= LARGEST_BATCH.objects) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: MESSAGES_PER_CALL,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      }),
    );
    if (Messages.length === 0) break;
    for (const { MessageId = "", Body = "", ReceiptHandle = "", Attributes } of Messages)
      held.push({
        messageId: MessageId,
        body: Body,
        receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
        receiptHandle: ReceiptHandle,
      });
  }
  return held;
}

async function forget(client: SQSClient, QueueUrl: string, held: readonly Held[]): Promise<void> {
  for (let first = 0; first < held.length; first += MESSAGES_PER_CALL) {
    const some = held.slice(first, first + MESSAGES_PER_CALL);
    const Entries = some.map(({ messageId, receiptHandle }) => ({
      Id: messageId,
      ReceiptHandle: receiptHandle,
    }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
