import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { requireVariable } from "../environment";
import { DataApiSession } from "../warehouse/data-api";
import { targetOfEnvironment } from "../warehouse/data-api-target";
import { type Migrated, migrateWarehouse } from "../warehouse/migrate-warehouse";

/** Brings the warehouse's schema to the contracts'; run at each deployment that changes it. */
export async function handler(): Promise<Migrated> {
  const target = { ...targetOfEnvironment(), secretArn: requireVariable("ADMIN_SECRET_ARN") };
  const session = new DataApiSession(new RedshiftDataClient({}), target);
  const migrated = await migrateWarehouse(session, {
    writers: requireVariable("WRITER_ROLES").split(","),
    readers: requireVariable("READER_ROLES").split(","),
  });
  console.log({ event: "migrated", ...migrated });
  return migrated;
}
