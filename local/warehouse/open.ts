import { LocalWarehouse } from "./local-warehouse";
import { migrateSchema } from "./migrate-schema";
import { withConnection } from "./run-sql";
import { type OpenOptions, openToWrite } from "./warehouse-file";

/**
 * Opens `<stateDir>/warehouse.duckdb` to write, making it and what is missing of its schema. As long as it is open
 * no other process can open it.
 *
 * @throws CareplusError `state_in_use` while another process has it open, `schema_changed` when another version of
 *   the platform made it, `unusable_state` when its path has a `?`
 */
export async function openWarehouse(stateDir: string, options: OpenOptions = {}): Promise<LocalWarehouse> {
  const instance = await openToWrite(stateDir, options);
  try {
    await withConnection(instance, (connection) => migrateSchema(connection, stateDir));
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  return new LocalWarehouse(instance);
}
