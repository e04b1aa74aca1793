import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import type { TicketExtraction } from "../../../local/tickets/extract";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { extractedRecords } from "../tickets/csv-records";
import type { TicketDatabase } from "../tickets/ticket-database";
import { runExtractJob } from "./extract-job";
import { eachHasTwoEngines } from "./two-engine-bed";
import { extracted, type TwoEngines } from "./two-engines";

const MANIFESTS = "processed/manifests/tickets";

describe("an extraction whose transformation did not come to its end", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;
  let lake: FolderStore;
  let minute: number;

  eachHasTwoEngines((bed) => {
    ({ db, engines, lake } = bed);
  });
  beforeEach(async () => {
    minute = 0;
    await createTicketTable(db.connection);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "A" })]);
  });

  function extract(): Promise<TicketExtraction> {
    return runExtractJob(lake, db.url, ++minute, { manifests: MANIFESTS });
  }

  /** Leaves what a transformation leaves last. */
  async function transformed(extraction: TicketExtraction): Promise<void> {
    const path = lake.pathOf(`${MANIFESTS}/${extracted(extraction).runId}.json`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, "{}");
  }

  const ids = (extraction: TicketExtraction): (string | null | undefined)[] =>
    extractedRecords(lake, extraction).map(([id]) => id);

  for (const change of ["row-hash", "watermark"] as const) {
    it(`is made anew by the next one, with what has changed since (${change})`, async () => {
      if (change === "watermark") {
        await db.connection.query("alter table support_tickets add column updated_at text");
        await db.connection.query("update support_tickets set updated_at = '2025-07-01 00:00:00'");
      }
      await transformed(await extract());
      await insertTickets(db.connection, [ticketRow({ ticket_id: "B" })]);
      await extract();
      await insertTickets(db.connection, [ticketRow({ ticket_id: "C" })]);

      const next = await extract();

      expect(ids(next).sort()).to.deep.equal(["B", "C"]);
    });
  }

  it("is made anew when it was the first", async () => {
    await extract();

    const next = await extract();

    expect(ids(next)).to.deep.equal(["A"]);
  });

  it("is transformed by another try, whatever the killed one has left", async () => {
    const extraction = extracted(await extract());
    await mkdir(lake.pathOf("tmp/transform-run-1/processed/tickets/run-1.parquet"), { recursive: true });

    const { counts } = await engines.transform("spark", lake, extraction);

    expect(counts).to.deep.equal({ recordsIn: 1, kept: 1, duplicate: 0, rejected: 0 });
  });

  it("is left alone once it was transformed", async () => {
    await transformed(await extract());
    await insertTickets(db.connection, [ticketRow({ ticket_id: "B" })]);
    await extract();
    await transformed(await extract());

    const next = await extract();

    expect(next.kind).to.equal("unchanged");
  });
});
