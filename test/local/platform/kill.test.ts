import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { ask, careplusJson, ended, startCareplus } from "../../fixtures/careplus";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { TicketDatabase } from "../tickets/ticket-database";

const KILLS = 25;
/** New tickets and log entries before each kill: enough work that kills fall into every stage. */
const NEW_PER_KILL = 400;

describe("careplus run, killed", () => {
  it(`completes after ${KILLS} kills at random points with nothing lost and nothing doubled`, async function () {
    this.timeout(240_000);
    const db = await TicketDatabase.start();
    await createTicketTable(db.connection);
    const logs = join(db.dir, "logs");
    await mkdir(logs);
    const state = join(db.dir, "state");
    const args = ["run", "--mysql", db.url, "--logs", logs, "--once", "--state", state];
    let longestRunMs = 1_500;
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const names = Array.from({ length: NEW_PER_KILL }, (_, index) => `TCK${kill}-${index}`);
        await insertTickets(db.connection, [
          ...names.map((name) => ticketRow({ ticket_id: name })),
          ticketRow({ ticket_id: `BAD${kill}`, priority: "Urgent" }),
        ]);
        const day = String(1 + (kill % 28)).padStart(2, "0");
        await appendFile(
          join(logs, `${kill % 3}.log`),
          logFile(...names.map((name) => logEntry({ at: `2025-07-${day} 00:00:00`, message: name }))),
        );
        const startedAt = Date.now();
        const child = startCareplus(args);
        const run = ended(child);
        const timer = setTimeout(() => child.kill("SIGKILL"), 300 + Math.random() * longestRunMs);
        const { code } = await run;
        clearTimeout(timer);
        if (code === 0) longestRunMs = Math.min(longestRunMs, Date.now() - startedAt);
      }

      await careplusJson(...args);

      const expected = KILLS * NEW_PER_KILL;
      expect(
        await ask(
          state,
          `select (select count(*) from fact_ticket) as tickets,
                  (select count(distinct ticket_id) from fact_ticket) as distinct_tickets,
                  (select count(*) from fact_log_entry) as entries,
                  (select count(distinct message) from fact_log_entry) as messages,
                  (select count(distinct record_key) from ops.quarantine) as rejected_tickets,
                  (select count(*) from ops.loads where records_in <> kept + duplicate + rejected) as unbalanced,
                  (select sum(loaded) from ops.loads where dataset = 'logs') as loaded_entries`,
        ),
      ).to.deep.equal([
        {
          tickets: expected,
          distinct_tickets: expected,
          entries: expected,
          messages: expected,
          rejected_tickets: KILLS,
          unbalanced: 0,
          loaded_entries: expected,
        },
      ]);
    } finally {
      await db.stop();
    }
  });
});
