import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import { ChangeProbe, isUnchanged } from "../../../local/tickets/change-probe";
import type { TicketExtraction } from "../../../local/tickets/extract";
import { keysOf } from "../../fixtures/object-keys";
import { createTicketTable, insertManyTickets, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { until } from "../../fixtures/until";
import { readCsv } from "../tickets/csv-records";
import { CuttingProxy } from "../tickets/cutting-proxy";
import type { TicketDatabase } from "../tickets/ticket-database";
import { runExtractJob } from "./extract-job";
import { eachHasTwoEngines } from "./two-engine-bed";
import { extracted, type TwoEngines } from "./two-engines";

/** T01 to T30. */
const IDS = Array.from({ length: 30 }, (_, index) => `T${String(index + 1).padStart(2, "0")}`);

describe("a table that three connections of Spark read", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;
  let lake: FolderStore;

  eachHasTwoEngines((bed) => {
    ({ db, engines, lake } = bed);
  });
  afterEach(() => db.connection.query("set global time_zone = default"));
  beforeEach(async () => {
    await createTicketTable(db.connection);
  });

  async function extract(mysqlUrl = db.url, table = "support_tickets"): Promise<TicketExtraction> {
    return await runExtractJob(lake, mysqlUrl, 1, { table, connections: "3" });
  }

  /** Waits until the last change of the table is so old that no read can have missed it. */
  async function quiet(): Promise<void> {
    const probe = new ChangeProbe(db.url, "support_tickets");
    await until("a time that is past", async () => {
      const clock = await probe.ask();
      return isUnchanged(clock, clock) ? clock : undefined;
    });
    probe.close();
  }

  /** The ids that each connection has read: its rows become a part of their own. */
  function idsByPart(extraction: TicketExtraction): string[][] {
    const { columns, parts } = extracted(extraction);
    const at = columns.indexOf("ticket_id");
    return parts
      .map(({ key }) => readCsv(readFileSync(lake.pathOf(key), "utf8")).slice(1))
      .map((records) => records.map((record) => record[at] ?? "NULL").sort())
      .sort(([left = ""], [right = ""]) => (left < right ? -1 : 1));
  }

  /** What reading by one connection of the other engine counts. */
  async function expectSameSnapshot(extraction: TicketExtraction): Promise<void> {
    const other = await engines.extract("duckdb", engines.newLake());
    expect(extraction.snapshot).to.deep.equal(other.snapshot);
  }

  const tickets = () =>
    insertTickets(
      db.connection,
      IDS.map((ticket_id) => ticketRow({ ticket_id })),
    );

  it("is split by its key where that is a whole number", async () => {
    await db.connection.query(
      "alter table support_tickets add column id bigint primary key auto_increment first",
    );
    await tickets();
    await quiet();

    const extraction = await extract();

    // 1 to 30 in steps of 29 / 3: below 10, below 20, and the rest.
    expect(idsByPart(extraction)).to.deep.equal([IDS.slice(0, 9), IDS.slice(9, 19), IDS.slice(19)]);
    await expectSameSnapshot(extraction);
  });

  it("is split by updated_at where there is no such key, rows without a real time with the oldest", async () => {
    await db.connection.query("alter table support_tickets add column updated_at datetime");
    await tickets();
    await db.connection.query(
      "update support_tickets set updated_at = '2025-07-01' + interval substr(ticket_id, 2) second",
    );
    await db.connection.query("update support_tickets set updated_at = null where ticket_id = 'T29'");
    await db.connection.query("set session sql_mode = ''");
    await db.connection.query("update support_tickets set updated_at = 0 where ticket_id = 'T28'");
    await quiet();

    const extraction = await extract();

    // Second 1 to 30, but that seconds 28 and 29 have no row.
    const oldest = [...IDS.slice(0, 9), "T28", "T29"];
    const newest = [...IDS.slice(19, 27), "T30"];
    expect(idsByPart(extraction)).to.deep.equal([oldest, IDS.slice(9, 19), newest]);
    await expectSameSnapshot(extraction);
  });

  it("is read once where its times are those of the night in which clocks are set back", async () => {
    await setClocksBackOn26October(db);
    await db.connection.query("alter table support_tickets add column updated_at datetime");
    await tickets();
    // 02:12 summer time to 03:10 winter time, two hours later.
    await db.connection.query(
      "update support_tickets set updated_at = '2025-10-26 02:10' + interval 2 * substr(ticket_id, 2) minute",
    );
    await quiet();

    const extraction = await extract();

    expect(idsByPart(extraction).flat()).to.have.members(IDS);
    await expectSameSnapshot(extraction);
  });

  it("is split by a hash of ticket_id where there is neither, rows without one among them", async () => {
    await tickets();
    await insertTickets(db.connection, [ticketRow({ ticket_id: null })]);
    await quiet();

    const extraction = await extract();

    // The CRC-32 of nothing is 0.
    const groups = [0, 1, 2].map((rest) => IDS.filter((id) => crc32(id) % 3 === rest));
    groups[0] = ["NULL", ...(groups[0] ?? [])];
    expect(idsByPart(extraction)).to.have.deep.members(groups);
    await expectSameSnapshot(extraction);
  });

  it("is read by one of them where the server cannot say that it keeps still", async () => {
    await tickets();
    await db.connection.query("create view seen as select * from support_tickets");
    await quiet();

    const extraction = await extract(db.url, "seen");

    expect(idsByPart(extraction)).to.deep.equal([IDS]);
  });

  it("leaves nothing when the server goes away from all of them", async () => {
    await insertManyTickets(db.connection, 20);
    await quiet();
    const proxy = await CuttingProxy.start(db.server.port, 500_000);

    const fault = await extract(`mysql://root@127.0.0.1:${proxy.port}/careplus`).catch(
      (error: unknown) => error,
    );
    await proxy.close();

    expect(fault).to.have.property("code", "mysql_went_away");
    expect(await keysOf(lake)).to.deep.equal([]);
  });
});

/** Gives the server a time zone whose clocks go from 03:00 back to 02:00, for all connections that are made next. */
async function setClocksBackOn26October({ connection }: TicketDatabase): Promise<void> {
  await connection.query("use mysql");
  await connection.query("insert into time_zone values (9, 'N')");
  await connection.query("insert into time_zone_name values ('Night', 9)");
  await connection.query(
    "insert into time_zone_transition_type values (9, 0, 7200, 1, 'S'), (9, 1, 3600, 0, 'W')",
  );
  // 2025-03-30 01:00 and 2025-10-26 01:00 of UTC.
  await connection.query("insert into time_zone_transition values (9, 1743296400, 0), (9, 1761440400, 1)");
  await connection.query("use careplus");
  await connection.query("set global time_zone = 'Night'");
}
