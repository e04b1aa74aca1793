import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import type { TicketManifest } from "../../../local/tickets/manifest";
import { type MessyTicket, messyTickets } from "../../fixtures/messy-tickets";
import { createTicketTable } from "../../fixtures/ticket-rows";
import { readCsv } from "../tickets/csv-records";
import type { TicketDatabase } from "../tickets/ticket-database";
import { allShareTwoEngines } from "./two-engine-bed";
import { extracted, type TwoEngines } from "./two-engines";

const ROWS: readonly MessyTicket[] = messyTickets(2_500, 42);
const COLUMNS = Object.keys(ROWS[0]!) as (keyof MessyTicket)[];

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
    await insert(ROWS);
    byDuckdb = await extractInto("duckdb");
    bySpark = await extractInto("spark");
  });

  async function extractInto(engine: "duckdb" | "spark") {
    const lake = engines.newLake();
    return { lake, extraction: extracted(await engines.extract(engine, lake)) };
  }

  async function insert(rows: readonly MessyTicket[]): Promise<void> {
    await db.connection.query(`insert into support_tickets (${COLUMNS.join(", ")}) values ?`, [
      rows.map((row) => COLUMNS.map((name) => row[name])),
    ]);
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
      for (const keys of [duckdb.processedKeys, duckdb.quarantineKeys]) {
        const differences = await engines.differences(duckdbLake, sparkLake, keys);
        expect(differences).to.deep.equal([]);
      }
    });
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

/** The records of an extraction, sorted: engines read a table in orders of their own. */
function recordsOf(lake: FolderStore, extraction: TicketManifest): string[] {
  return extraction.parts
    .flatMap((part) => readCsv(readFileSync(lake.pathOf(part.key), "utf8")).slice(1))
    .map((record) => JSON.stringify(record))
    .sort();
}
