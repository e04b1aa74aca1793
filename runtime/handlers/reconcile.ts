import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { requireVariable } from "../environment";
import { CareplusError } from "../errors";
import { DataApiSession } from "../warehouse/data-api";
import { targetOfEnvironment } from "../warehouse/data-api-target";
import { type ReconciliationResult, reconcileExtraction } from "../warehouse/reconcile-extraction";
import type { SourceTickets } from "../warehouse/reconciliation-checks";
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
  const texts = warehouseSql();
  const sql = {
    countWarehouse: texts["load/reconciliation/count_warehouse"] ?? "",
    countTickets: texts["load/reconciliation/count_tickets"] ?? "",
  };
  const freshnessHours = Number(requireVariable("FRESHNESS_HOURS"));
  const result = await reconcileExtraction(session, sql, {
    sourceObject,
    snapshot,
    now: new Date(),
    freshnessHours,
  });
  // Lines become metrics: one that has no age of a dataset gives none.
  const { isLoaded, mismatches, ageMinutes } = result;
  if (isLoaded)
    console.log({
      event: "reconciled",
      sourceObject,
      mismatches,
      ...(ageMinutes.tickets !== undefined && { ticketsAgeMinutes: ageMinutes.tickets }),
      ...(ageMinutes.logs !== undefined && { logsAgeMinutes: ageMinutes.logs }),
    });
  return result;
}

async function readSnapshot(client: S3Client, Bucket: string, Key: string): Promise<SourceTickets> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const manifest: unknown = JSON.parse((await Body?.transformToString("utf-8")) ?? "null");
  const snapshot =
    typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, "snapshot") : undefined;
  if (Number.isSafeInteger(snapshot?.distinctTickets)) return snapshot;
  throw new CareplusError("bad_manifest", `${Key} does not say how many tickets the source held.`);
}
