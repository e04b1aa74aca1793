import { randomUUID } from "node:crypto";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { requireVariable } from "../environment";
import { announceLoad } from "../load/announce-load";
import { discardStaleFiles } from "../load/discard-stale-files";
import { drainQueue } from "../load/drain-queue";
import { LakeFiles } from "../load/lake-files";
import { loadIntoRedshift } from "../load/load-into-redshift";
import type { LoadedObject } from "../load/load-outcome";
import type { LoadBatch } from "../load/load-plan";
import { type LoaderPorts, loadMessages } from "../load/load-requests";
import { FIND_STALE_FILES } from "../load/load-scripts";
import { DeadLetters } from "../queue/dead-letters";
import { messageOfRecord, type QueueRecord } from "../queue/queue-message";
import { DataApiSession } from "../warehouse/data-api";
import { targetOfEnvironment } from "../warehouse/data-api-target";
import { requireSchema } from "../warehouse/schema-version";
import { warehouseSql } from "../warehouse/warehouse-sql";

/** From the queue's event source, with messages; or from the schedule and the ticket flow, to drain the queue. */
export interface LoadEvent {
  readonly Records?: readonly QueueRecord[];
}

export interface LoadResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Time that the last batch of a drain is given before Lambda ends the function. */
const RESERVE_MS = 120_000;

/** Loads transformed objects into the warehouse. */
export async function handler(
  event: LoadEvent,
  context: { getRemainingTimeInMillis(): number },
): Promise<LoadResult> {
  const clients = {
    s3: new S3Client({}),
    sqs: new SQSClient({}),
    events: new EventBridgeClient({}),
    redshift: new RedshiftDataClient({}),
  };
  const lake = new LakeFiles(clients.s3, {
    processed: requireVariable("PROCESSED_BUCKET"),
    quarantine: requireVariable("QUARANTINE_BUCKET"),
    results: requireVariable("RESULTS_BUCKET"),
  });
  const ports: LoaderPorts = {
    readManifest: (key) => lake.readManifest(key),
    load: (batch) => loadBatch(batch, lake, clients.redshift),
    announce: async (loaded) => {
      await announceLoad(clients.events, requireVariable("STACK"), loaded);
      await tidyLake(lake, clients.redshift);
    },
    report: (error, what) => console.error({ event: "load failed", what, error: String(error) }),
  };
  const deadLetters = new DeadLetters(clients.sqs, requireVariable("DEAD_LETTERS_URL"));
  if (event.Records === undefined) {
    const hasTime = (): boolean => context.getRemainingTimeInMillis() > RESERVE_MS;
    await drainQueue(clients.sqs, requireVariable("QUEUE_URL"), ports, deadLetters, hasTime);
    return { batchItemFailures: [] };
  }
  const again = await deadLetters.take(await loadMessages(event.Records.map(messageOfRecord), ports));
  return { batchItemFailures: [...again].map((itemIdentifier) => ({ itemIdentifier })) };
}

/** The load is done whatever comes of it; what is left stays on the list for the next load. */
async function tidyLake(lake: LakeFiles, redshift: RedshiftDataClient): Promise<void> {
  const session = new DataApiSession(redshift, targetOfEnvironment());
  try {
    const files = await discardStaleFiles(session, lake, warehouseSql()[`load/${FIND_STALE_FILES}`] ?? "");
    if (files > 0) console.log({ event: "stale files deleted", files });
  } catch (error) {
    console.error({ event: "stale files not deleted", error: String(error) });
  }
}

async function loadBatch(
  batch: LoadBatch,
  lake: LakeFiles,
  redshift: RedshiftDataClient,
): Promise<readonly LoadedObject[]> {
  const runId = randomUUID();
  const sql = warehouseSql();
  await requireSchema(new DataApiSession(redshift, targetOfEnvironment()));
  return loadIntoRedshift({
    batch,
    run: { runId, loadedAt: new Date() },
    scripts: (name) => sql[`load/${name}`] ?? "",
    lake,
    guards: (name) => sql[`redshift/${name}`] ?? "",
    openSession: () => new DataApiSession(redshift, targetOfEnvironment()),
  });
}
