import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { extractedRecords } from "../tickets/csv-records";
import type { TicketDatabase } from "../tickets/ticket-database";
import { allShareTwoEngines } from "./two-engine-bed";
import { extracted, type TwoEngines } from "./two-engines";

/** The table as it stands in the field, and one with types and a key. */
const TABLES = {
  "all-text": "",
  typed: `modify ticket_id varchar(20) primary key, modify created_at datetime, modify resolved_at datetime,
    modify priority varchar(10), modify num_interactions int, modify status varchar(10)`,
} as const;

describe("a table whose columns change", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;
  let lake: FolderStore;

  allShareTwoEngines((bed) => {
    ({ db, engines } = bed);
  });

  for (const engine of ["duckdb", "spark"] as const) {
    for (const [kind, types] of Object.entries(TABLES)) {
      describe(`read by ${engine}, ${kind}`, () => {
        before(async () => {
          await db.reset();
          lake = engines.newLake();
          await createTicketTable(db.connection);
          if (types !== "") await db.connection.query(`alter table support_tickets ${types}`);
          await insertTickets(db.connection, [
            ticketRow({ ticket_id: "A", created_at: "2025-07-01 00:13:00" }),
            ticketRow({ ticket_id: "B", created_at: "2025-07-02 10:00:00" }),
          ]);
          extracted(await engines.extract(engine, lake));
        });

        /** Alters the table and extracts; gives what was said, and the tickets that came out of it. */
        async function alter(change: string) {
          await db.connection.query(`alter table support_tickets ${change}`);
          const result = await engines.extract(engine, lake);
          const extraction = extracted(result);
          const { counts } = await engines.transform(engine, lake, extraction);
          return { drift: result.drift, counts, extraction, records: extractedRecords(lake, result) };
        }

        const TWO_VALID = { recordsIn: 2, kept: 2, duplicate: 0, rejected: 0 };

        it("keeps an added column in the raw zone and tells of it once", async () => {
          const { drift, counts, extraction, records } = await alter("add column manager text default 'Ann'");
          await insertTickets(db.connection, [
            ticketRow({ ticket_id: "C", created_at: "2025-07-02 11:00:00" }),
          ]);
          const next = await engines.extract(engine, lake);

          expect(drift).to.deep.equal([
            'The table careplus.support_tickets has a column "manager" that no contract knows; the raw CSV keeps it.',
          ]);
          expect(extraction.columns.at(-1)).to.equal("manager");
          expect(records.map((record) => record.at(-1))).to.deep.equal(["Ann", "Ann"]);
          expect(counts).to.deep.equal(TWO_VALID);
          expect(next.drift).to.deep.equal([]);
          expect(extractedRecords(lake, next).map(([id]) => id)).to.deep.equal(["C"]);
          await db.connection.query("delete from support_tickets where ticket_id = 'C'");
        });

        it("goes on without a removed column that is not required", async () => {
          const { drift, counts } = await alter("drop column agent_feedback, drop column manager");

          expect(drift).to.deep.equal([]);
          expect(counts).to.deep.equal(TWO_VALID);
        });

        it("reads by updated_at once there is one, and by row hash when it is gone", async () => {
          const added = await alter("add column updated_at datetime default '2025-07-03 00:00:00'");
          const unchanged = await engines.extract(engine, lake);
          const removed = await alter("drop column updated_at");

          expect([added, removed].map(({ extraction }) => extraction.changeMode)).to.deep.equal([
            "watermark",
            "row-hash",
          ]);
          expect(unchanged.kind).to.equal("unchanged");
          expect([...added.drift, ...removed.drift]).to.deep.equal([]);
          expect([added.counts, removed.counts]).to.deep.equal([TWO_VALID, TWO_VALID]);
        });

        it("finds reordered columns by their names", async () => {
          const { extraction, counts } = await alter("modify status varchar(10) first");

          expect(extraction.columns[0]).to.equal("status");
          expect(counts).to.deep.equal(TWO_VALID);
        });

        it("finds columns renamed in case", async () => {
          const { drift, extraction, counts } = await alter(
            "change IssUeCat issuecat text, change agent AGENT text",
          );

          expect(extraction.columns).to.include.members(["issuecat", "AGENT"]);
          expect(drift).to.deep.equal([]);
          expect(counts).to.deep.equal(TWO_VALID);
        });

        it("takes times that get a type of their own for the times that they were", async () => {
          const { counts, records, extraction } = await alter("modify created_at timestamp(6) null");

          const at = extraction.columns.indexOf("created_at");
          expect(records.map((record) => record[at])).to.have.members([
            "2025-07-01 00:13:00.000000",
            "2025-07-02 10:00:00.000000",
          ]);
          expect(counts).to.deep.equal(TWO_VALID);
        });

        it("writes only rows whose values a new type changes", async () => {
          await db.connection.query("alter table support_tickets modify num_interactions varchar(20)");
          const unchanged = await engines.extract(engine, lake);
          const { records, counts } = await alter("modify num_interactions decimal(6, 1)");

          expect(unchanged.kind).to.equal("unchanged");
          const at = extracted(await reread()).columns.indexOf("num_interactions");
          expect(records.map((record) => record[at])).to.deep.equal(["7.0", "7.0"]);
          expect(counts).to.deep.equal({ recordsIn: 2, kept: 0, duplicate: 0, rejected: 2 });
        });

        /** The same table, into a lake of its own. */
        const reread = () => engines.extract(engine, engines.newLake());

        it("stops before anything is written when a required column is removed, naming it", async () => {
          await db.connection.query("alter table support_tickets drop column priority");

          const fault = await engines.extract(engine, lake).catch((error: unknown) => error);

          expect(fault).to.have.property("code", "missing_column");
          expect(fault).to.have.property(
            "message",
            'The table careplus.support_tickets lacks the required column "priority"; nothing was read.',
          );
        });
      });
    }
  }
});
