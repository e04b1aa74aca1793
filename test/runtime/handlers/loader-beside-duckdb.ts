import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import { openWarehouse } from "../../../local/warehouse/open";
import { LoaderBed } from "../../emulator/loader-bed";

export interface LoaderBesideDuckdb {
  /** With a migrated warehouse. */
  readonly bed: LoaderBed;
  /** The warehouse on one machine, beside the same lake. */
  readonly local: LocalWarehouse;
}

/** Gives each test of the block the loader in front of Redshift, and DuckDB to hold its work against. */
export function eachHasLoaderBesideDuckdb(use: (made: LoaderBesideDuckdb) => void): void {
  let made: LoaderBesideDuckdb;
  beforeEach(async () => {
    const bed = await LoaderBed.start();
    made = { bed, local: await openWarehouse(bed.lake.stateDir, { threads: 1 }) };
    await bed.migrate();
    use(made);
  });
  afterEach(async () => {
    await made.local.close();
    await made.bed.stop();
  });
}
