import { readFileSync } from "node:fs";
import { expect } from "chai";
import { listExtractions } from "../../../local/tickets/list-extractions";
import { CareplusError } from "../../../runtime/errors";
import type { ObjectStore } from "../../../runtime/store/object-store";
import { keysOf } from "../../fixtures/object-keys";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { extractedRecords } from "./csv-records";
import { eachHasEmptyTicketDatabase } from "./shared-ticket-database";
import type { TicketDatabase } from "./ticket-database";
import { WatchedStore } from "./watched-store";

describe("publishing an extraction", function () {
  this.timeout(60_000);
  let db: TicketDatabase;

  eachHasEmptyTicketDatabase((started) => {
    db = started;
  });
  beforeEach(async () => {
    await createTicketTable(db.connection);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "A" }), ticketRow({ ticket_id: "B" })]);
  });

  it("puts CSV and a manifest into a folder of the run", async () => {
    const now = new Date("2026-02-03T04:05:06.789Z");

    const result = await db.extract({ now, runId: "run-x" });

    expect(await keysOf(db.lake, "raw/")).to.deep.equal([
      "raw/tickets/extract_date=2026-02-03/run-x/manifest.json",
      "raw/tickets/extract_date=2026-02-03/run-x/part-00000.csv",
    ]);
    const [manifest] = await listExtractions(db.lake);
    expect(result).to.have.property("kind", "extracted");
    expect(manifest).to.deep.include({
      formatVersion: 1,
      sourceObject: "tickets/extract_date=2026-02-03/run-x",
      runId: "run-x",
      extractedAt: "2026-02-03T04:05:06.789Z",
      changeMode: "row-hash",
      watermark: null,
      rowsWritten: 2,
      snapshot: {
        sourceRows: 2,
        distinctTickets: 2,
        newest: { created_at: "2025-07-01 00:13:00", resolved_at: null, updated_at: null },
        census: {
          keyHashSum: 298_992_526,
          resolvedTickets: 0,
          escalatedTickets: 0,
          openTickets: 2,
          severalStatuses: 0,
        },
      },
      drift: [],
    });
  });

  it("ends lines with CRLF below a header of the source's own column names", async () => {
    const result = await db.extract();

    const [part] = result.kind === "extracted" ? result.extraction.parts : [];
    const text = readFileSync(db.lake.pathOf(part!.key), "utf8");
    expect(text).to.equal(
      '"ticket_id","created_at","resolved_at","agent","priority","num_interactions","IssUeCat","channel","status","agent_feedback"\r\n' +
        'A,2025-07-01 00:13,,Sneha,Medum,7,Payment Failure,Web Form,Open,""\r\n' +
        'B,2025-07-01 00:13,,Sneha,Medum,7,Payment Failure,Web Form,Open,""\r\n',
    );
    expect(part).to.deep.include({ rows: 2, sizeBytes: text.length, hasLineBreaks: false });
  });

  it("lists extractions in the order in which they were made", async () => {
    await db.extract();
    await insertTickets(db.connection, [ticketRow({ ticket_id: "C" })]);
    await db.extract();

    const extractions = await listExtractions(db.lake);

    expect(extractions.map(({ rowsWritten }) => rowsWritten)).to.deep.equal([2, 1]);
  });

  it("keeps only the hashes of the newest extraction", async () => {
    await db.extract();
    await insertTickets(db.connection, [ticketRow({ ticket_id: "C" })]);
    const newest = await db.extract();

    const hashes = await keysOf(db.lake, "state/");

    expect(hashes).to.deep.equal([newest.kind === "extracted" && newest.extraction.hashesKey]);
  });

  it("writes nothing at all where nothing changed", async () => {
    await db.extract();
    const before = await keysOf(db.lake, "");
    const touched: string[] = [];
    const store = new WatchedStore(db.lake, (action, key) => void touched.push(`${action} ${key}`));

    await db.extract({ lake: store });

    expect(touched).to.deep.equal([]);
    expect(await keysOf(db.lake, "")).to.deep.equal(before);
  });

  for (const stop of [
    "close part-00000.csv",
    "create hashes",
    "create manifest.json",
    "close manifest.json",
  ]) {
    it(`loses nothing when the process dies at "${stop}"`, async () => {
      const dying = new DyingStore(db.lake, stop);
      await db.extract({ lake: dying.store }).catch(() => undefined);
      const publishedByDead = await listExtractions(db.lake);

      const next = await db.extract();
      const afterwards = await db.extract();

      expect(publishedByDead).to.deep.equal([]);
      expect(extractedRecords(db.lake, next).map(([id]) => id)).to.deep.equal(["A", "B"]);
      expect(afterwards.kind).to.equal("unchanged");
      expect(await keysOf(db.lake, "raw/")).to.have.length(2);
      expect(await keysOf(db.lake, "state/")).to.have.length(1);
    });
  }

  it("takes back what was written when the store fails", async () => {
    const full = new CareplusError("disk_full", "there is no space left");
    const store = new WatchedStore(db.lake, (action, key) => {
      if (action === "close" && key.endsWith(".json")) throw full;
    });

    const fault = await db.extract({ lake: store }).catch((error: unknown) => error);

    expect(fault).to.equal(full);
    expect(await keysOf(db.lake, "raw/")).to.deep.equal([]);
  });

  it("stops when the clock was set back, since later extractions must sort later", async () => {
    await db.extract({ now: new Date("2026-05-01T00:00:00Z") });
    await insertTickets(db.connection, [ticketRow({ ticket_id: "C" })]);

    const fault = await db
      .extract({ now: new Date("2026-04-30T23:59:59Z") })
      .catch((error: unknown) => error);

    expect(fault).to.have.property("code", "clock_behind");
  });

  it("reports an unknown column once and goes on", async () => {
    await db.connection.query(
      "alter table support_tickets add column is_change double, add column manager text",
    );

    const first = await db.extract();
    await insertTickets(db.connection, [ticketRow({ ticket_id: "C" })]);
    const second = await db.extract();

    expect(first.drift).to.have.length(2);
    expect(first.drift[0]).to.contain('"is_change"');
    expect(first.kind === "extracted" && first.extraction.drift).to.deep.equal(["is_change", "manager"]);
    expect(second.drift).to.deep.equal([]);
    expect(second.kind).to.equal("extracted");
  });
});

/** Past a named action nothing reaches the store any more, deletions included: as after kill -9. */
class DyingStore {
  readonly store: ObjectStore;

  constructor(real: ObjectStore, stop: string) {
    let isDead = false;
    const watched = new WatchedStore(real, (action, key) => {
      isDead ||=
        stop === `${action} ${key.endsWith(".hashes") ? "hashes" : key.slice(key.lastIndexOf("/") + 1)}`;
      if (isDead) throw new Error("killed");
    });
    this.store = Object.assign(watched, {
      delete: async (key: string) => void (isDead || (await real.delete(key))),
    });
  }
}
