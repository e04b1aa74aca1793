import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { DataApiSession } from "../../runtime/warehouse/data-api";
import { REGION } from "./clients";
import type { Emulator } from "./emulator";

const TARGET = { workgroup: "careplus-dev-warehouse", database: "careplus" };

/** Asks the warehouse double as the platform's own functions do. */
export async function warehouseRows(emulator: Emulator, sql: string): Promise<Record<string, unknown>[]> {
  const client = new RedshiftDataClient({
    region: REGION,
    endpoint: emulator.warehouse.endpoint,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  try {
    const rows = await new DataApiSession(client, TARGET).read(sql);
    return rows.map((row) => ({ ...row }));
  } finally {
    client.destroy();
  }
}
