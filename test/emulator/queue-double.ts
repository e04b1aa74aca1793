import { createHash, randomUUID } from "node:crypto";

/** A message as the double of SQS keeps it. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  receiveCount: number;
  isHidden: boolean;
}

/** The calls of SQS by which the loader drains its queue, over messages that a test puts in and sees. */
export class QueueDouble {
  private messages: QueuedMessage[] = [];

  put(body: string): void {
    this.messages.push({ id: randomUUID(), body, receiveCount: 0, isHidden: false });
  }

  get visible(): readonly QueuedMessage[] {
    return this.messages.filter(({ isHidden }) => !isHidden);
  }

  get isEmpty(): boolean {
    return this.messages.length === 0;
  }

  /** Hides the message and counts, as a receive does. */
  take(message: QueuedMessage): void {
    message.receiveCount++;
    message.isHidden = true;
  }

  delete(ids: ReadonlySet<string>): void {
    this.messages = this.messages.filter(({ id }) => !ids.has(id));
  }

  /** Lets all that was received and not deleted come again. */
  showAll(): void {
    for (const message of this.messages) message.isHidden = false;
  }

  clear(): void {
    this.messages = [];
  }

  /** @throws for an operation that the loader does not use */
  answer(operation: string, request: QueueRequest): unknown {
    if (operation === "ReceiveMessage") return { Messages: this.receive(request.MaxNumberOfMessages ?? 1) };
    if (operation === "DeleteMessageBatch") {
      const entries = request.Entries ?? [];
      this.delete(new Set(entries.map(({ ReceiptHandle }) => ReceiptHandle)));
      return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
    }
    throw new Error(`the double of SQS has no ${operation}`);
  }

  private receive(most: number): unknown[] {
    const received = this.visible.slice(0, most);
    for (const message of received) this.take(message);
    return received.map(({ id, body, receiveCount }) => ({
      MessageId: id,
      ReceiptHandle: id,
      Body: body,
      MD5OfBody: createHash("md5").update(body).digest("hex"),
      Attributes: { ApproximateReceiveCount: String(receiveCount) },
    }));
  }
}

export interface QueueRequest {
  readonly MaxNumberOfMessages?: number;
  readonly Entries?: readonly { readonly Id: string; readonly ReceiptHandle: string }[];
}
