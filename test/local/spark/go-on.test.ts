import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import type { TicketExtraction } from "../../../local/tickets/extract";
import { keysOf } from "../../fixtures/object-keys";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { extractedRecords } from "../tickets/csv-records";
import type { TicketDatabase } from "../tickets/ticket-database";
import { eachHasTwoEngines } from "./two-engine-bed";
import type { EngineName, TwoEngines } from "./two-engines";

const OTHER = { duckdb: "spark", spark: "duckdb" } as const;

describe("an engine that goes on from the other one's extraction", function () {
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

  const ids = (result: TicketExtraction): (string | null | undefined)[] =>
    extractedRecords(lake, result).map(([id]) => id);

  for (const first of ["duckdb", "spark"] as const) {
    const second: EngineName = OTHER[first];

    describe(`after ${first}`, () => {
      it("writes nothing when nothing changed, and leaves nothing behind", async () => {
        await insertTickets(db.connection, [
          ticketRow({ ticket_id: "A", agent_feedback: 'a "b", \n c' }),
          ticketRow({ ticket_id: "B", agent_feedback: "" }),
          ticketRow({ ticket_id: "B", agent_feedback: null }),
        ]);
        await engines.extract(first, lake);
        const before = await keysOf(lake);

        const result = await engines.extract(second, lake);

        expect(result).to.deep.equal({
          kind: "unchanged",
          snapshot: {
            sourceRows: 3,
            distinctTickets: 2,
            newest: { created_at: "2025-07-01 00:13:00", resolved_at: null, updated_at: null },
            census: {
              // The MD5 of A begins with 7fc5627, that of B with 9d5ed67.
              keyHashSum: 0x7fc5627 + 0x9d5ed67,
              openTickets: 2,
              escalatedTickets: 0,
              resolvedTickets: 0,
              severalStatuses: 0,
            },
          },
          drift: [],
        });
        expect(await keysOf(lake)).to.deep.equal(before);
      });

      it("sees Open become Resolved although no time moved, then the row change back", async () => {
        await insertTickets(db.connection, [ticketRow({ ticket_id: "A" }), ticketRow({ ticket_id: "B" })]);
        await engines.extract(first, lake);
        await db.connection.query(
          "update support_tickets set status = 'Resolved', resolved_at = '2025-07-02 08:00' where ticket_id = 'B'",
        );
        const changed = await engines.extract(second, lake);
        await db.connection.query("update support_tickets set status = 'Open', resolved_at = null");

        const back = await engines.extract(first, lake);

        expect(ids(changed)).to.deep.equal(["B"]);
        expect(ids(back)).to.deep.equal(["B"]);
      });

      for (const type of ["datetime(6)", "text"]) {
        it(`reads what an updated_at of type ${type} cannot vouch for, and counts the whole table`, async () => {
          await db.connection.query(`alter table support_tickets add column updated_at ${type}`);
          await insertAt("old", "now(6) - interval 300 minute");
          await insertAt("new", "now(6) - interval 100 minute");
          await insertAt("future", "now(6) + interval 10 year");
          await insertAt("timeless", "null");
          const all = await engines.extract(first, lake);
          await insertAt("late", "now(6) - interval 105 minute");
          await insertAt("too late", "now(6) - interval 120 minute");
          await db.connection.query(
            "update support_tickets set agent = 'x' where ticket_id in ('old', 'timeless')",
          );

          const some = await engines.extract(second, lake);
          const none = await engines.extract(first, lake);

          expect(ids(all)).to.have.members(["old", "new", "future", "timeless"]);
          expect(ids(some)).to.have.members(["late", "timeless"]);
          expect(some.snapshot).to.deep.include({ sourceRows: 6, distinctTickets: 6 });
          expect(none.kind).to.equal("unchanged");
          expect(none.snapshot).to.deep.equal(some.snapshot);
        });
      }
    });
  }

  it("writes nothing for an empty table", async () => {
    const result = await engines.extract("spark", lake);

    expect(result.kind).to.equal("unchanged");
    expect(result.snapshot).to.deep.equal({
      sourceRows: 0,
      distinctTickets: 0,
      newest: { created_at: null, resolved_at: null, updated_at: null },
      census: {
        keyHashSum: 0,
        openTickets: 0,
        escalatedTickets: 0,
        resolvedTickets: 0,
        severalStatuses: 0,
      },
    });
    expect(await keysOf(lake)).to.deep.equal([]);
  });

  it("takes away what a killed run has left", async () => {
    await insertTickets(db.connection, [ticketRow()]);
    const abandoned = await lake.create("raw/tickets/extract_date=2025-01-01/run-0/part-00000.csv");
    await abandoned.write(Buffer.from("half"));
    await abandoned.close();

    const result = await engines.extract("spark", lake);

    expect(result.kind).to.equal("extracted");
    const keys = await keysOf(lake);
    expect(keys.filter((key) => key.includes("run-0/"))).to.deep.equal([]);
  });

  async function insertAt(id: string, time: string): Promise<void> {
    await insertTickets(db.connection, [ticketRow({ ticket_id: id })]);
    await db.connection.query(`update support_tickets set updated_at = ${time} where ticket_id = ?`, [id]);
  }
});
