import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import type { TicketManifest } from "../../../local/tickets/manifest";
import { pathLiteral } from "../../../local/tickets/sql-text";
import { insertMessyTickets, messyTickets } from "../../fixtures/messy-tickets";
import { keysOf } from "../../fixtures/object-keys";
import { createTicketTable } from "../../fixtures/ticket-rows";
import { readCsv } from "../tickets/csv-records";
import type { TicketDatabase } from "../tickets/ticket-database";
import { allShareTwoEngines } from "./two-engine-bed";
import { extracted, type TwoEngines } from "./two-engines";

const ROWS = messyTickets(2_500, 42);

describe("Spark and DuckDB on messy tickets", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;
  /** What each engine extracted, with the lake that holds it. */
  let byDuckdb: { lake: FolderStore; extraction: TicketManifest };
  let bySpark: { lake: FolderStore; extraction: TicketManifest };

  allShareTwoEngines((bed) => {
    ({ db, engines } = bed);
  });
  before(async () => {
    await createTicketTable(db.connection);
    await db.connection.query("alter table support_tickets add column updated_at text");
    await insertMessyTickets(db.connection, ROWS);
    byDuckdb = await extractInto("duckdb");
    bySpark = await extractInto("spark");
  });

  async function extractInto(engine: "duckdb" | "spark") {
    const lake = engines.newLake();
    return { lake, extraction: extracted(await engines.extract(engine, lake)) };
  }

  it("write the same records and the same snapshot", () => {
    const duckdb = recordsOf(byDuckdb.lake, byDuckdb.extraction);
    const spark = recordsOf(bySpark.lake, bySpark.extraction);

    expect(duckdb.length).to.be.greaterThan(2_500);
    expect(spark).to.deep.equal(duckdb);
    expect(bySpark.extraction.snapshot).to.deep.equal(byDuckdb.extraction.snapshot);
    expect(bySpark.extraction.columns).to.deep.equal(byDuckdb.extraction.columns);
    expect(bySpark.extraction.source).to.deep.equal(byDuckdb.extraction.source);
  });

  for (const [writer, timeZone] of [
    ["spark", "UTC"],
    ["duckdb", "Europe/Berlin"],
    ["duckdb", "Australia/Lord_Howe"],
  ] as const) {
    it(`come to the same rows in ${timeZone} from what ${writer} extracted`, async () => {
      const { lake, extraction } = writer === "duckdb" ? byDuckdb : bySpark;
      const [duckdbLake, sparkLake] = [await engines.copyOf(lake), await engines.copyOf(lake)];

      const duckdb = await engines.transform("duckdb", duckdbLake, extraction, timeZone);
      const spark = await engines.transform("spark", sparkLake, extraction, timeZone);

      expect(duckdb.counts.kept).to.be.greaterThan(100);
      expect(duckdb.counts.rejected).to.be.greaterThan(1_000);
      expect(spark.counts).to.deep.equal(duckdb.counts);
      expect([...spark.processedKeys].sort()).to.deep.equal([...duckdb.processedKeys].sort());
      expect(spark.quarantineKeys).to.deep.equal(duckdb.quarantineKeys);
      expect(await publishedKeys(sparkLake)).to.deep.equal(
        [...spark.processedKeys, ...spark.quarantineKeys].sort(),
      );
      for (const keys of [duckdb.processedKeys, duckdb.quarantineKeys]) {
        const differences = await engines.differences(duckdbLake, sparkLake, keys);
        expect(differences).to.deep.equal([]);
      }
    });
  }

  it("have the contract's types in their files, times as microseconds of UTC", async () => {
    const [duckdbLake, sparkLake] = [await engines.copyOf(bySpark.lake), await engines.copyOf(bySpark.lake)];
    const duckdb = await engines.transform("duckdb", duckdbLake, bySpark.extraction);

    const spark = await engines.transform("spark", sparkLake, bySpark.extraction);

    for (const of of ["processedKeys", "quarantineKeys"] as const) {
      const types = await columnTypes(sparkLake, spark[of]);
      expect(types).to.deep.equal(await columnTypes(duckdbLake, duckdb[of]));
      expect(types.filter((type) => /TIMESTAMP/.test(type)).join()).to.match(
        /^(\w+ INT64 TIMESTAMP_MICROS,?)+$/,
      );
    }
  });

  it("come to the same objects when Spark transforms once more", async () => {
    const lake = await engines.copyOf(bySpark.lake);
    const first = await engines.transform("spark", lake, bySpark.extraction);
    const before = await engines.copyOf(lake);

    const second = await engines.transform("spark", lake, bySpark.extraction);

    expect(second).to.deep.include({ counts: first.counts, processedKeys: first.processedKeys });
    expect(await keysOf(lake)).to.deep.equal(await keysOf(before));
    for (const keys of [first.processedKeys, first.quarantineKeys])
      expect(await engines.differences(before, lake, keys)).to.deep.equal([]);
  });

  /** Name, physical and annotated type of each column, the same in all files; a number may be annotated as one. */
  async function columnTypes(lake: FolderStore, keys: readonly string[]): Promise<string[]> {
    const files = keys.map((key) => pathLiteral(lake.pathOf(key))).join(", ");
    const reader = await engines.duckdb.runAndReadAll(
      `select distinct trim(concat_ws(' ', name, type, regexp_replace(converted_type, '^INT_(32|64)$', ''))) from parquet_schema([${files}])
       where type is not null order by 1`,
    );
    return reader.getRows().map(([column]) => String(column));
  }

  it("would be told apart by a single cell", async () => {
    const [lake, other] = [await engines.copyOf(byDuckdb.lake), await engines.copyOf(byDuckdb.lake)];
    const part = other.pathOf(byDuckdb.extraction.parts[0]?.key ?? "");
    const text = await readFile(part, "utf8");
    await writeFile(part, text.replace("Sneha,Low,1,Login", "Sneh_,Low,1,Login"));

    const { processedKeys } = await engines.transform("duckdb", lake, byDuckdb.extraction);
    await engines.transform("duckdb", other, byDuckdb.extraction);

    expect(await engines.differences(lake, other, processedKeys)).to.have.length(2);
  });
});

/** All that is published, if one object a date and run is all that there is. */
async function publishedKeys(lake: FolderStore): Promise<string[]> {
  const keys = await Promise.all(["processed/", "quarantine/"].map((zone) => keysOf(lake, zone)));
  return keys.flat().sort();
}

/** The records of an extraction, sorted: engines read a table in orders of their own. */
function recordsOf(lake: FolderStore, extraction: TicketManifest): string[] {
  return extraction.parts
    .flatMap((part) => readCsv(readFileSync(lake.pathOf(part.key), "utf8")).slice(1))
    .map((record) => JSON.stringify(record))
    .sort();
}
