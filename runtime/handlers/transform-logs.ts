import { S3Client } from "@aws-sdk/client-s3";
import { requireVariable } from "../environment";
import { logArrival } from "../logs/arrival";
import { transformArrival } from "../logs/transform-arrival";
import { S3Sink } from "../store/s3-sink";

export interface LogArrivalsEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
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
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of Records) {
    const startedAt = Date.now();
    try {
      const arrival = logArrival(body);
      const transformed = await transformArrival(arrival, client, lake, new Date(startedAt));
      report(transformed === undefined ? "no log file" : "log transformed", {
        sourceObject: arrival.key,
        sourceVersion: arrival.version,
        ...transformed?.counts,
        bytesRead: arrival.sizeBytes,
        durationMs: Date.now() - startedAt,
      });
    } catch (error) {
      report("log transformation failed", { messageId, error: String(error) });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** An object, which Lambda's JSON log makes a line of: counts and names, never an entry's text. */
function report(event: string, details: Readonly<Record<string, unknown>>): void {
  console.log({ event, ...details });
}
