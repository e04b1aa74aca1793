import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import type { TicketDatabase } from "../tickets/ticket-database";
import { eachHasTwoEngines } from "./two-engine-bed";
import type { TwoEngines } from "./two-engines";

/** Texts that would be the greatest, were they times of the years 2000 to 2099. */
const NO_TIMES = [
  "2099-02-30 10:00",
  "2099-13-01 10:00",
  "2099-12-31 24:00",
  "2099-12-31 10:60",
  "2099-12-31",
  "2099-12-31T10:00",
  "2099-12-31 10:00 or so",
  "2100-01-01 00:00",
  "9999-12-31 23:59:59",
  "20ab-cd-ef gh:ij",
  "zzz",
  "",
  null,
];

describe("the newest times that an extraction knows of its source", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;
  let lake: FolderStore;

  eachHasTwoEngines((bed) => {
    ({ db, engines, lake } = bed);
  });
  beforeEach(async () => {
    await createTicketTable(db.connection);
    await insertTickets(
      db.connection,
      NO_TIMES.map((text) => ticketRow({ created_at: text, resolved_at: text })),
    );
  });

  for (const engine of ["duckdb", "spark"] as const) {
    describe(`by ${engine}`, () => {
      it("are none where no text is a time", async () => {
        const { snapshot } = await engines.extract(engine, lake);

        expect(snapshot.newest).to.deep.equal({ created_at: null, resolved_at: null, updated_at: null });
      });

      it("are the greatest times, with seconds and without blanks, of a whole table and of a part", async () => {
        await db.connection.query("alter table support_tickets add column updated_at datetime(6)");
        await insertTickets(db.connection, [
          ticketRow({ created_at: " 2025-07-31 23:59 ", resolved_at: "2025-08-01 00:00:07.5" }),
          ticketRow({ created_at: "2025-07-31 23:58:59", resolved_at: "2025-08-01 00:00" }),
        ]);
        await db.connection.query("update support_tickets set updated_at = '2025-08-02 10:11:12.131415'");
        const newest = {
          created_at: "2025-07-31 23:59:00",
          resolved_at: "2025-08-01 00:00:07",
          updated_at: "2025-08-02 10:11:12",
        };

        const whole = await engines.extract(engine, lake);
        const part = await engines.extract(engine, lake);

        expect(whole.snapshot.newest).to.deep.equal(newest);
        expect(part.kind).to.equal("unchanged");
        expect(part.snapshot.newest).to.deep.equal(newest);
      });
    });
  }
});
