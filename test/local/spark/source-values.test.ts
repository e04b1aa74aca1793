import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import { listExtractions } from "../../../local/tickets/list-extractions";
import type { TicketManifest } from "../../../local/tickets/manifest";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { createTypedTicketTable, TYPED_TICKETS } from "../../fixtures/typed-ticket-table";
import { extractedRecords } from "../tickets/csv-records";
import type { TicketDatabase } from "../tickets/ticket-database";
import { eachHasTwoEngines } from "./two-engine-bed";
import { extracted, type TwoEngines } from "./two-engines";

describe("values that Spark reads over JDBC", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;

  eachHasTwoEngines((bed) => {
    ({ db, engines } = bed);
  });

  /** What Spark extracts, after a check that DuckDB's engine extracts the same bytes. */
  async function extractByBoth(): Promise<{ records: (string | null)[][]; lake: FolderStore }> {
    const [sparkLake, duckdbLake] = [engines.newLake(), engines.newLake()];
    const spark = await engines.extract("spark", sparkLake);
    const duckdb = await engines.extract("duckdb", duckdbLake);
    const records = extractedRecords(sparkLake, spark);
    expect(records).to.have.deep.members(extractedRecords(duckdbLake, duckdb));
    expect(extracted(spark).columns).to.deep.equal(extracted(duckdb).columns);
    expect(extracted(spark).drift).to.deep.equal(extracted(duckdb).drift);
    return { records, lake: sparkLake };
  }

  it("are exact in a typed table with a key", async () => {
    await createTypedTicketTable(db.connection);

    const { records } = await extractByBoth();

    expect(records).to.have.deep.members(TYPED_TICKETS);
  });

  it("are partial zero dates as they stand, which go to quarantine", async () => {
    await createTicketTable(db.connection);
    await db.connection.query("set session sql_mode = ''");
    await db.connection.query(
      "alter table support_tickets modify created_at datetime, modify resolved_at date",
    );
    await insertTickets(db.connection, [
      ticketRow({ ticket_id: "A", created_at: "2025-00-10 10:00:00" }),
      ticketRow({
        ticket_id: "B",
        created_at: "2025-07-01 10:00:00",
        resolved_at: "2025-07-00",
        status: "Escalated",
      }),
    ]);

    const { records, lake } = await extractByBoth();
    const transformed = await engines.transform("spark", lake, await firstManifest(lake));

    expect(records.map((record) => [record[1], record[2]])).to.deep.equal([
      ["2025-00-10 10:00:00", null],
      ["2025-07-01 10:00:00", "2025-07-00"],
    ]);
    expect(transformed.counts).to.deep.equal({ recordsIn: 2, kept: 0, duplicate: 0, rejected: 2 });
  });

  it("are hex digits where a binary column holds no text, and text where it does", async () => {
    await createTicketTable(db.connection);
    await db.connection.query(
      "alter table support_tickets modify agent_feedback blob, modify agent varbinary(20)",
    );
    await insertTickets(db.connection, [
      ticketRow({ ticket_id: "A", agent_feedback: "text, é", agent: "Zoë 😀" }),
    ]);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "B", agent: null })]);
    await db.connection.query(
      "update support_tickets set agent_feedback = x'00ff2c22' where ticket_id = 'B'",
    );

    const { records } = await extractByBoth();

    expect(records.map((record) => [record[3], record[9]])).to.deep.equal([
      ["Zoë 😀", "text, é"],
      [null, "0x00ff2c22"],
    ]);
  });

  it("may be cells of 1 MB with NUL bytes, line breaks and quotes, as they stand in processed and in quarantine", async () => {
    await createTicketTable(db.connection);
    await db.connection.query("alter table support_tickets modify agent_feedback mediumtext");
    const large = `${'long\r\n"text", \u0000 é😀'.repeat(60_000)}end`;
    await insertTickets(db.connection, [ticketRow({ ticket_id: "A", agent_feedback: large })]);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "B", agent: "", agent_feedback: large })]);

    const { records, lake } = await extractByBoth();
    const copy = await engines.copyOf(lake);
    const extraction = await firstManifest(lake);
    const spark = await engines.transform("spark", lake, extraction);
    const duckdb = await engines.transform("duckdb", copy, extraction);

    expect(large.length).to.be.greaterThan(1_000_000);
    expect(records[0]?.[9]).to.equal(large);
    expect(spark.counts).to.deep.equal({ recordsIn: 2, kept: 1, duplicate: 0, rejected: 1 });
    const cell = async (keys: readonly string[], column: string): Promise<unknown> =>
      (
        await engines.duckdb.runAndReadAll(
          `select ${column} from read_parquet('${lake.pathOf(keys[0] ?? "")}')`,
        )
      ).getRows()[0]?.[0];
    expect(await cell(spark.processedKeys, "agent_feedback")).to.equal(large);
    const record = String(await cell(spark.quarantineKeys, "raw_record"));
    expect(JSON.parse(record)).to.include({ ticket_id: "B", agent_feedback: large });
    for (const keys of [duckdb.processedKeys, duckdb.quarantineKeys])
      expect(await engines.differences(lake, copy, keys)).to.deep.equal([]);
  });

  it("may stand in 200 columns of any name, order and letter case", async () => {
    const odd = [
      'a "quoted", name',
      "back`tick",
      "semi;colon' --",
      "名前 é",
      "line\nbreak",
      "c0",
      "part",
      "updated",
    ];
    const own = Object.keys(ticketRow()).map((name, index) => (index % 2 === 0 ? name.toUpperCase() : name));
    const names = [...odd, ...Array.from({ length: 182 }, (_, index) => `extra_${index}`), ...own.reverse()];
    const quoted = names.map((name) => `\`${name.replaceAll("`", "``")}\``);
    await db.connection.query(
      `create table support_tickets (${quoted.map((name) => `${name} text`).join(", ")})`,
    );
    await db.connection.query("insert into support_tickets values (?)", [
      names.map((_, at) => `value ${at}`),
    ]);

    const { records } = await extractByBoth();

    expect(names).to.have.length(200);
    expect(records).to.deep.equal([names.map((_, at) => `value ${at}`)]);
  });
});

async function firstManifest(lake: FolderStore): Promise<TicketManifest> {
  const [manifest] = await listExtractions(lake);
  if (manifest === undefined) throw new Error("nothing was extracted");
  return manifest;
}
