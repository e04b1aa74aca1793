import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { requireVariable } from "../environment";
import { logArrival } from "../logs/arrival";
import { transformArrival } from "../logs/transform-arrival";
import { requireCodec } from "../parquet/compression";
import { DeadLetters } from "../queue/dead-letters";
import { messageOfRecord, type QueueMessage, type QueueRecord } from "../queue/queue-message";
import { S3Sink } from "../store/s3-sink";

export interface LogArrivalsEvent {
  readonly Records: readonly QueueRecord[];
}

/** Messages that failed and are to come again: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export interface LogArrivalsResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Transforms the log objects that the messages of a batch tell of, one after the other. */
export async function handler({ Records }: LogArrivalsEvent): Promise<LogArrivalsResult> {
  const client = new S3Client({});
  const lake = new S3Sink(client, {
    processed: requireVariable("PROCESSED_BUCKET"),
    quarantine: requireVariable("QUARANTINE_BUCKET"),
  });
  const codec = requireCodec(requireVariable("LOG_CODEC"));
  const failures = new Map<QueueMessage, unknown>();
  for (const message of Records.map(messageOfRecord)) {
    const startedAt = Date.now();
    try {
      const arrival = logArrival(message.body);
      const outcome = await transformArrival(arrival, client, lake, { now: new Date(startedAt), codec });
      report(outcome.kind, {
        sourceObject: arrival.key,
        sourceVersion: arrival.version,
        ...(outcome.kind === "log transformed" && outcome.object.counts),
        bytesRead: arrival.sizeBytes,
        durationMs: Date.now() - startedAt,
      });
    } catch (error) {
      report("log transformation failed", { messageId: message.messageId, error: String(error) });
      failures.set(message, error);
    }
  }
  const deadLetters = new DeadLetters(new SQSClient({}), requireVariable("DEAD_LETTERS_URL"));
  const again = await deadLetters.take(failures);
  return { batchItemFailures: [...again].map((itemIdentifier) => ({ itemIdentifier })) };
}

/** An object, which Lambda's JSON log makes a line of: counts and names, never an entry's text. */
function report(event: string, details: Readonly<Record<string, unknown>>): void {
  console.log({ event, ...details });
}
