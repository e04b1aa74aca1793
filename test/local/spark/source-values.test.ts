import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import { listExtractions } from "../../../local/tickets/list-extractions";
import type { TicketManifest } from "../../../local/tickets/manifest";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { extractedRecords } from "../tickets/csv-records";
import { twoEngineBed } from "./two-engine-bed";
import { extracted } from "./two-engines";

describe("values that Spark reads over JDBC", function () {
  this.timeout(300_000);
  const bed = twoEngineBed();

  beforeEach(() => bed.db.reset());

  /** What Spark extracts, after a check that DuckDB's engine extracts the same bytes. */
  async function extractByBoth(): Promise<{ records: (string | null)[][]; lake: FolderStore }> {
    const [sparkLake, duckdbLake] = [bed.engines.newLake(), bed.engines.newLake()];
    const spark = await bed.engines.extract("spark", sparkLake);
    const duckdb = await bed.engines.extract("duckdb", duckdbLake);
    const records = extractedRecords(sparkLake, spark);
    expect(records).to.have.deep.members(extractedRecords(duckdbLake, duckdb));
    expect(extracted(spark).columns).to.deep.equal(extracted(duckdb).columns);
    expect(extracted(spark).drift).to.deep.equal(extracted(duckdb).drift);
    return { records, lake: sparkLake };
  }

  it("are exact in a typed table with a key", async () => {
    await bed.db.connection.query(`
      create table support_tickets (
        id bigint unsigned primary key, ticket_id varchar(20) unique, created_at datetime, resolved_at datetime(6) null,
        agent varchar(50), priority enum('Low', 'Medium', 'High'), num_interactions int, IssUeCat varchar(50),
        channel varchar(20) character set latin1, status set('Open', 'Resolved'), agent_feedback json, price decimal(30, 10),
        ratio double, single float, day date, at time, flag bit(1), flags bit(12), tiny tinyint(1), year_of year
      )`);
    await bed.db.connection.query("set session sql_mode = ''");
    await bed.db.connection.query(`
      insert into support_tickets values
        (18446744073709551615, 'T1', '2025-07-01 00:13:00', '2025-07-01 00:14:00.123456', 'Müller', 'High', -999999, 'Login', 'Ünï', 'Open',
         '{"a": 9007199254740993}', 12345678901234567890.0123456789, 0.1, 1.1e20, '2025-02-28', '-12:34:56', b'1', b'101010101', 2, 2025),
        (1, 'T2', '0000-00-00 00:00:00', null, '', 'Low', 7, 'Login', 'Chat', '', null, null, null, 0.1, '0000-00-00', null, b'0', null, 0, 1999)`);

    const { records } = await extractByBoth();

    expect(records).to.have.deep.members([
      [
        ...[
          "18446744073709551615",
          "T1",
          "2025-07-01 00:13:00",
          "2025-07-01 00:14:00.123456",
          "Müller",
          "High",
        ],
        ...[
          "-999999",
          "Login",
          "Ünï",
          "Open",
          '{"a": 9007199254740993}',
          "12345678901234567890.0123456789",
          "0.1",
        ],
        ...["1.1e20", "2025-02-28", "-12:34:56", "\u0001", "\u0001U", "2", "2025"],
      ],
      [
        ...[
          "1",
          "T2",
          "0000-00-00 00:00:00",
          null,
          "",
          "Low",
          "7",
          "Login",
          "Chat",
          "",
          null,
          null,
          null,
          "0.1",
        ],
        ...["0000-00-00", null, "\u0000", null, "0", "1999"],
      ],
    ]);
  });

  it("are partial zero dates as they stand, which go to quarantine", async () => {
    await createTicketTable(bed.db.connection);
    await bed.db.connection.query("set session sql_mode = ''");
    await bed.db.connection.query(
      "alter table support_tickets modify created_at datetime, modify resolved_at date",
    );
    await insertTickets(bed.db.connection, [
      ticketRow({ ticket_id: "A", created_at: "2025-00-10 10:00:00" }),
      ticketRow({
        ticket_id: "B",
        created_at: "2025-07-01 10:00:00",
        resolved_at: "2025-07-00",
        status: "Escalated",
      }),
    ]);

    const { records, lake } = await extractByBoth();
    const transformed = await bed.engines.transform("spark", lake, await firstManifest(lake));

    expect(records.map((record) => [record[1], record[2]])).to.deep.equal([
      ["2025-00-10 10:00:00", null],
      ["2025-07-01 10:00:00", "2025-07-00"],
    ]);
    expect(transformed.counts).to.deep.equal({ recordsIn: 2, kept: 0, duplicate: 0, rejected: 2 });
  });

  it("are hex digits where a binary column holds no text, and text where it does", async () => {
    await createTicketTable(bed.db.connection);
    await bed.db.connection.query(
      "alter table support_tickets modify agent_feedback blob, modify agent varbinary(20)",
    );
    await insertTickets(bed.db.connection, [
      ticketRow({ ticket_id: "A", agent_feedback: "text, é", agent: "Zoë 😀" }),
    ]);
    await insertTickets(bed.db.connection, [ticketRow({ ticket_id: "B", agent: null })]);
    await bed.db.connection.query(
      "update support_tickets set agent_feedback = x'00ff2c22' where ticket_id = 'B'",
    );

    const { records } = await extractByBoth();

    expect(records.map((record) => [record[3], record[9]])).to.deep.equal([
      ["Zoë 😀", "text, é"],
      [null, "0x00ff2c22"],
    ]);
  });

  it("may be cells of 1 MB with NUL bytes, line breaks and quotes, as they stand in processed and in quarantine", async () => {
    await createTicketTable(bed.db.connection);
    await bed.db.connection.query("alter table support_tickets modify agent_feedback mediumtext");
    const large = `${'long\r\n"text", \u0000 é😀'.repeat(60_000)}end`;
    await insertTickets(bed.db.connection, [ticketRow({ ticket_id: "A", agent_feedback: large })]);
    await insertTickets(bed.db.connection, [ticketRow({ ticket_id: "B", agent: "", agent_feedback: large })]);

    const { records, lake } = await extractByBoth();
    const copy = await bed.engines.copyOf(lake);
    const extraction = await firstManifest(lake);
    const spark = await bed.engines.transform("spark", lake, extraction);
    const duckdb = await bed.engines.transform("duckdb", copy, extraction);

    expect(large.length).to.be.greaterThan(1_000_000);
    expect(records[0]?.[9]).to.equal(large);
    expect(spark.counts).to.deep.equal({ recordsIn: 2, kept: 1, duplicate: 0, rejected: 1 });
    const cell = async (keys: readonly string[], column: string): Promise<unknown> =>
      (
        await bed.engines.duckdb.runAndReadAll(
          `select ${column} from read_parquet('${lake.pathOf(keys[0] ?? "")}')`,
        )
      ).getRows()[0]?.[0];
    expect(await cell(spark.processedKeys, "agent_feedback")).to.equal(large);
    const record = String(await cell(spark.quarantineKeys, "raw_record"));
    expect(JSON.parse(record)).to.include({ ticket_id: "B", agent_feedback: large });
    for (const keys of [duckdb.processedKeys, duckdb.quarantineKeys])
      expect(await bed.engines.differences(lake, copy, keys)).to.deep.equal([]);
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
    await bed.db.connection.query(
      `create table support_tickets (${quoted.map((name) => `${name} text`).join(", ")})`,
    );
    await bed.db.connection.query("insert into support_tickets values (?)", [
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
