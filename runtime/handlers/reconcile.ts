import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { requireVariable } from "../environment";
import { CareplusError } from "../errors";
import { DataApiSession } from "../warehouse/data-api";
import { targetOfEnvironment } from "../warehouse/data-api-target";
import {
  type ReconciliationResult,
  reconcileExtraction,
  type SourceSnapshot,
} from "../warehouse/reconcile-extraction";
import { warehouseSql } from "../warehouse/warehouse-sql";

/** Compares the warehouse with what the source held at an extraction, once that is loaded. */
export async function handler({
  sourceObject,
}: {
  readonly sourceObject: string;
}): Promise<ReconciliationResult> {
  const snapshot = await readSnapshot(
    new S3Client({}),
    requireVariable("RAW_BUCKET"),
    `${sourceObject}/manifest.json`,
  );
  const session = new DataApiSession(new RedshiftDataClient({}), targetOfEnvironment());
  const counts = warehouseSql()["load/reconciliation/count_warehouse"] ?? "";
  const result = await reconcileExtraction(session, sourceObject, snapshot, counts, new Date());
  if (result.isLoaded) console.log({ event: "reconciled", sourceObject, mismatches: result.mismatches });
  return result;
}

async function readSnapshot(client: S3Client, Bucket: string, Key: string): Promise<SourceSnapshot> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const manifest: unknown = JSON.parse((await Body?.transformToString("utf-8")) ?? "null");
  const snapshot =
    typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, "snapshot") : undefined;
  if (Number.isSafeInteger(snapshot?.distinctTickets)) return snapshot;
  throw new CareplusError("bad_manifest", `${Key} does not say how many tickets the source held.`);
}
