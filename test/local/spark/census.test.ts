import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import { insertMessyTickets, messyRowsOfManyTickets } from "../../fixtures/messy-tickets";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import type { TicketDatabase } from "../tickets/ticket-database";
import { eachHasTwoEngines } from "./two-engine-bed";
import { extracted, type TwoEngines } from "./two-engines";

/** First 28 bits of the MD5: `echo -n TCK1 | md5sum | head -c 7`. */
const TCK1 = 0xb8e8d93;
const TCK2 = 0x2fd3880;
const TCK3 = 0x0d6476b;
const A_UMLAUT = 0x8419b71;
const LOWER_TCK1 = 0x3e4728d;

describe("the census of the source's tickets that an extraction takes", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;
  let lake: FolderStore;

  eachHasTwoEngines((bed) => {
    ({ db, engines, lake } = bed);
  });
  beforeEach(async () => {
    await createTicketTable(db.connection);
  });

  for (const engine of ["duckdb", "spark"] as const) {
    describe(`by ${engine}`, () => {
      it("counts each ticket once, by its last status, and sums the hashes of the ids", async () => {
        const resolved = { status: "Resolved", resolved_at: "2025-07-01 01:00" };
        await insertTickets(db.connection, [
          ticketRow({ ticket_id: "TCK1" }),
          ticketRow({ ticket_id: "TCK1" }),
          ticketRow({ ticket_id: "\u00a0TCK1\t", ...resolved }),
          ticketRow({ ticket_id: "TCK2", status: " ESCALATED\n" }),
          ticketRow({ ticket_id: "TCK3", status: "Done" }),
          ticketRow({ ticket_id: "ä", status: null }),
          ticketRow({ ticket_id: "tck1" }),
          ticketRow({ ticket_id: " " }),
          ticketRow({ ticket_id: null }),
        ]);

        const { snapshot } = await engines.extract(engine, lake);

        expect(snapshot.distinctTickets).to.equal(5);
        expect(snapshot.census).to.deep.equal({
          keyHashSum: TCK1 + TCK2 + TCK3 + A_UMLAUT + LOWER_TCK1,
          resolvedTickets: 1,
          escalatedTickets: 1,
          openTickets: 1,
          severalStatuses: 1,
        });
      });

      it("is of the whole table where only a part is read, and where nothing changed", async () => {
        await db.connection.query("alter table support_tickets add column updated_at datetime(6)");
        await insertTickets(db.connection, [
          ticketRow({ ticket_id: "TCK1" }),
          ticketRow({ ticket_id: "TCK2" }),
        ]);
        await db.connection.query("update support_tickets set updated_at = '2025-07-02 10:00:00'");
        await engines.extract(engine, lake);
        await db.connection.query("delete from support_tickets where ticket_id = 'TCK2'");
        await db.connection.query(
          "update support_tickets set status = 'Escalated', updated_at = '2025-07-03 10:00:00'",
        );

        const part = await engines.extract(engine, lake);
        const none = await engines.extract(engine, lake);

        const census = {
          keyHashSum: TCK1,
          resolvedTickets: 0,
          escalatedTickets: 1,
          openTickets: 0,
          severalStatuses: 0,
        };
        expect([part.kind, part.snapshot.census]).to.deep.equal(["extracted", census]);
        expect([none.kind, none.snapshot.census]).to.deep.equal(["unchanged", census]);
      });
    });
  }

  it("is the same by either engine and by the server, of messy rows of many tickets", async () => {
    await db.connection.query("alter table support_tickets add column updated_at text");
    await insertMessyTickets(db.connection, messyRowsOfManyTickets(2_000, 11));
    const lakeOf = { duckdb: lake, spark: engines.newLake() };

    const duckdb = await engines.extract("duckdb", lakeOf.duckdb);
    const spark = await engines.extract("spark", lakeOf.spark);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "one more" })]);
    const askedByDuckdb = await engines.extract("duckdb", lakeOf.duckdb);
    const askedBySpark = await engines.extract("spark", lakeOf.spark);
    const counted = await engines.extract("duckdb", engines.newLake());

    expect(spark.snapshot).to.deep.equal(duckdb.snapshot);
    for (const number of Object.values(duckdb.snapshot.census ?? {})) expect(number).to.be.above(10);
    for (const asked of [askedByDuckdb, askedBySpark]) {
      expect(extracted(asked).rowsWritten).to.equal(1);
      expect(asked.snapshot).to.deep.equal(counted.snapshot);
    }
  });
});
