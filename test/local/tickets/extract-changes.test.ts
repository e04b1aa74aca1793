import { expect } from "chai";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { extractedRecords } from "./csv-records";
import { eachHasEmptyTicketDatabase } from "./shared-ticket-database";
import type { TicketDatabase } from "./ticket-database";

describe("finding changed tickets", function () {
  this.timeout(60_000);
  let db: TicketDatabase;

  eachHasEmptyTicketDatabase((started) => {
    db = started;
  });

  /** The first column of each record that an extraction writes. */
  async function extractedIds(): Promise<(string | null | undefined)[]> {
    const result = await db.extract();
    return extractedRecords(db.lake, result).map(([id]) => id);
  }

  describe("in a table without updated_at", () => {
    beforeEach(() => createTicketTable(db.connection));

    it("writes every row the first time, exact duplicates as often as they are there", async () => {
      await insertTickets(db.connection, [
        ticketRow({ ticket_id: "A" }),
        ticketRow({ ticket_id: "B" }),
        ticketRow({ ticket_id: "A" }),
      ]);

      const ids = await extractedIds();

      expect(ids).to.deep.equal(["A", "B", "A"]);
    });

    it("writes nothing the second time", async () => {
      await insertTickets(db.connection, [ticketRow()]);
      await db.extract();

      const result = await db.extract();

      expect(result.kind).to.equal("unchanged");
      expect(result.snapshot).to.deep.include({ sourceRows: 1, distinctTickets: 1 });
    });

    it("sees Open become Resolved although no time moved", async () => {
      await insertTickets(db.connection, [ticketRow({ ticket_id: "A" }), ticketRow({ ticket_id: "B" })]);
      await db.extract();
      await db.connection.query(
        "update support_tickets set status = 'Resolved', resolved_at = '2025-07-02 08:00' where ticket_id = 'B'",
      );

      const result = await db.extract();

      const records = extractedRecords(db.lake, result);
      expect(records).to.have.length(1);
      expect(records[0]?.[0]).to.equal("B");
      expect(records[0]?.[2]).to.equal("2025-07-02 08:00");
    });

    it("sees a row that changes and changes back", async () => {
      await insertTickets(db.connection, [ticketRow({ ticket_id: "A", agent: "first" })]);
      await db.extract();
      await db.connection.query("update support_tickets set agent = 'second'");
      const changed = extractedRecords(db.lake, await db.extract());
      await db.connection.query("update support_tickets set agent = 'first'");

      const back = extractedRecords(db.lake, await db.extract());

      expect(changed.map((record) => record[3])).to.deep.equal(["second"]);
      expect(back.map((record) => record[3])).to.deep.equal(["first"]);
    });

    it("tells NULL from an empty string", async () => {
      await insertTickets(db.connection, [ticketRow({ resolved_at: null })]);
      await db.extract();
      await db.connection.query("update support_tickets set resolved_at = ''");

      const records = extractedRecords(db.lake, await db.extract());

      expect(records.map((record) => record[2])).to.deep.equal([""]);
    });

    it("counts rows and different trimmed ids, blank ones not", async () => {
      const ids = ["A", " A\t", "A\u00a0", "a", "B", "", "  ", null];
      await insertTickets(
        db.connection,
        ids.map((ticket_id) => ticketRow({ ticket_id })),
      );

      const { snapshot } = await db.extract();

      expect(snapshot).to.deep.include({ sourceRows: 8, distinctTickets: 3 });
    });

    it("writes nothing for an empty table", async () => {
      const result = await db.extract();

      expect(result.kind).to.equal("unchanged");
      expect(result.snapshot).to.deep.include({ sourceRows: 0, distinctTickets: 0 });
    });

    it("keeps two tables of one lake apart", async () => {
      await createTicketTable(db.connection, "other");
      await insertTickets(db.connection, [ticketRow({ ticket_id: "A" })]);
      await insertTickets(db.connection, [ticketRow({ ticket_id: "A" })], "other");
      await db.extract();

      const other = await db.extract({ table: "other" });
      const again = await db.extract();

      expect(other.kind).to.equal("extracted");
      expect(again.kind).to.equal("unchanged");
    });

    it("writes the whole table again when its columns changed", async () => {
      await insertTickets(db.connection, [ticketRow({ ticket_id: "A" }), ticketRow({ ticket_id: "B" })]);
      await db.extract();
      await db.connection.query("alter table support_tickets add column manager text");

      const ids = await extractedIds();

      expect(ids).to.deep.equal(["A", "B"]);
    });

    it("writes the whole table again when the hashes of the last extraction are gone", async () => {
      await insertTickets(db.connection, [ticketRow({ ticket_id: "A" })]);
      const first = await db.extract();
      if (first.kind === "extracted") await db.lake.delete(first.extraction.hashesKey);

      const ids = await extractedIds();

      expect(ids).to.deep.equal(["A"]);
    });
  });

  describe("in a table with updated_at", () => {
    /** Minutes before the server's present, as the table holds it. */
    const minutesAgo = (minutes: number): string => `now(6) - interval ${minutes} minute`;

    async function insertAt(id: string, time: string): Promise<void> {
      await insertTickets(db.connection, [ticketRow({ ticket_id: id })]);
      await db.connection.query(`update support_tickets set updated_at = ${time} where ticket_id = ?`, [id]);
    }

    for (const type of ["datetime(6)", "timestamp(6) null", "text"]) {
      describe(`of type ${type}`, () => {
        beforeEach(async () => {
          await createTicketTable(db.connection);
          await db.connection.query(`alter table support_tickets add column updated_at ${type}`);
        });

        it("reads everything once and nothing twice", async () => {
          await insertAt("old", minutesAgo(300));
          await insertAt("new", minutesAgo(1));

          const first = await extractedIds();
          const second = await extractedIds();

          expect(first).to.deep.equal(["old", "new"]);
          expect(second).to.deep.equal([]);
        });

        it("writes a row whose updated_at moved, and only that", async () => {
          await insertAt("old", minutesAgo(300));
          await insertAt("new", minutesAgo(100));
          await db.extract();
          await db.connection.query(
            `update support_tickets set agent = 'other', updated_at = ${minutesAgo(1)} where ticket_id = 'old'`,
          );

          const ids = await extractedIds();

          expect(ids).to.deep.equal(["old"]);
        });

        it("finds a row that committed late, within the overlap", async () => {
          await insertAt("first", minutesAgo(20));
          await db.extract();
          await insertAt("late", minutesAgo(25));

          const ids = await extractedIds();

          expect(ids).to.deep.equal(["late"]);
        });

        it("does not look further back than the overlap", async () => {
          await insertAt("first", minutesAgo(20));
          await db.extract();
          await insertAt("too late", minutesAgo(35));

          const ids = await extractedIds();

          expect(ids).to.deep.equal([]);
        });

        it("is not stopped by one row from the future", async () => {
          await insertAt("future", "now(6) + interval 10 year");
          await insertAt("first", minutesAgo(60));
          await db.extract();
          await insertAt("second", minutesAgo(30));

          const ids = await extractedIds();

          expect(ids).to.deep.equal(["second"]);
        });

        it("sees changes of rows without a time", async () => {
          await insertAt("first", minutesAgo(60));
          await insertAt("timeless", "null");
          await db.extract();
          await db.connection.query(
            "update support_tickets set agent = 'other' where ticket_id = 'timeless'",
          );

          const changed = await extractedIds();
          const again = await extractedIds();

          expect(changed).to.deep.equal(["timeless"]);
          expect(again).to.deep.equal([]);
        });

        it("counts the whole table although it reads a part", async () => {
          await insertAt("A", minutesAgo(300));
          await insertAt(" A", minutesAgo(200));
          await insertAt("a", minutesAgo(200));
          await insertAt(" ", minutesAgo(200));
          await db.extract();
          await insertAt("B", minutesAgo(1));

          const { snapshot } = await db.extract();

          expect(snapshot).to.deep.include({ sourceRows: 5, distinctTickets: 3 });
        });
      });
    }

    it("treats text that is no time like a missing time", async () => {
      await createTicketTable(db.connection);
      await db.connection.query("alter table support_tickets add column Updated_At text");
      await insertAt("first", minutesAgo(60));
      await insertAt("odd", "'n/a'");
      await insertAt("zero", "'0000-00-00 00:00:00'");
      await db.extract();
      await db.connection.query("update support_tickets set agent = 'other'");

      const ids = await extractedIds();

      expect(ids).to.have.members(["first", "odd", "zero"]);
    });
  });
});
