import type { WarehouseReader } from "../warehouse/reader";

const LEDGER_STATE = "select count(*) as loads, cast(max(loaded_at) as varchar) as newest from rpt.loads";

/** A text that is another one after each load: rows and their ledger row are committed together. */
export async function readLedgerState(reader: WarehouseReader): Promise<string> {
  return JSON.stringify(await reader.query(LEDGER_STATE));
}

/** The version hears of a load in this process at once, the ledger of one by another process. */
export async function readWarehouseState(
  reader: WarehouseReader,
  { version }: { readonly version: number },
): Promise<string> {
  return `${version} ${await readLedgerState(reader)}`;
}
