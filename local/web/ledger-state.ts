import type { WarehouseReader } from "../warehouse/reader";

const LEDGER_STATE = "select count(*) as loads, cast(max(loaded_at) as varchar) as newest from rpt.loads";

/** A text that is another one after each load: rows and their ledger row are committed together. */
export async function readLedgerState(reader: Pick<WarehouseReader, "query">): Promise<string> {
  return JSON.stringify(await reader.query(LEDGER_STATE));
}
