/** Receives after which a message that fails for any reason is put aside; the queue's own limit comes later. */
export const MOST_RECEIVES = 5;

/** A message of a queue, whichever way it was received. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  /** How often it was received, this time included. */
  readonly receiveCount: number;
}

/** What Lambda's event source hands over: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
}

export function messageOfRecord({ messageId, body, attributes }: QueueRecord): QueueMessage {
  return { messageId, body, receiveCount: Number(attributes.ApproximateReceiveCount) };
}
