import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import { listExtractions } from "../../../local/tickets/list-extractions";
import { pathLiteral } from "../../../local/tickets/sql-text";
import type { RecordCounts } from "../../../runtime/load/transformed-object";
import { extractedRecords } from "../tickets/csv-records";
import { extracted, type TwoEngines } from "./two-engines";

/** What Spark extracts into a lake of its own, after a check that DuckDB's engine extracts the same bytes. */
export async function extractByBoth(
  engines: TwoEngines,
): Promise<{ records: (string | null)[][]; lake: FolderStore }> {
  const [lake, duckdbLake] = [engines.newLake(), engines.newLake()];
  const spark = await engines.extract("spark", lake);
  const duckdb = await engines.extract("duckdb", duckdbLake);
  const records = extractedRecords(lake, spark);
  expect(records).to.have.deep.members(extractedRecords(duckdbLake, duckdb));
  expect(extracted(spark).columns).to.deep.equal(extracted(duckdb).columns);
  expect(extracted(spark).drift).to.deep.equal(extracted(duckdb).drift);
  expect(spark.snapshot).to.deep.equal(duckdb.snapshot);
  return { records, lake };
}

/** The rows that a statement which follows `from <the files>` gives of what was published. */
type Ask = (sql: string) => Promise<unknown[][]>;

/** What both engines make of a lake's first extraction, after a check that no cell differs. */
export async function transformByBoth(
  engines: TwoEngines,
  lake: FolderStore,
): Promise<{ counts: RecordCounts; processed: Ask; quarantine: Ask }> {
  const copy = await engines.copyOf(lake);
  const [extraction] = await listExtractions(lake);
  if (extraction === undefined) throw new Error("nothing was extracted");
  const spark = await engines.transform("spark", lake, extraction);
  const duckdb = await engines.transform("duckdb", copy, extraction);
  expect(spark.counts).to.deep.equal(duckdb.counts);
  expect([...spark.processedKeys].sort()).to.deep.equal([...duckdb.processedKeys].sort());
  for (const keys of [duckdb.processedKeys, duckdb.quarantineKeys])
    if (keys.length > 0) expect(await engines.differences(lake, copy, keys)).to.deep.equal([]);
  const asking = (keys: readonly string[]): Ask => {
    const files = keys.map((key) => pathLiteral(lake.pathOf(key))).join(", ");
    return async (sql) =>
      (await engines.duckdb.runAndReadAll(`from read_parquet([${files}]) ${sql}`)).getRowsJson();
  };
  return {
    counts: spark.counts,
    processed: asking(spark.processedKeys),
    quarantine: asking(spark.quarantineKeys),
  };
}
