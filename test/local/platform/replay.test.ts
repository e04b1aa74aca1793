import { appendFile, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { RunReport } from "../../../local/pipeline/run-report";
import { ask, careplus, careplusJson } from "../../fixtures/careplus";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { allShareTicketDatabase } from "../tickets/shared-ticket-database";
import type { TicketDatabase } from "../tickets/ticket-database";

const EVERYTHING = `select (select list(t order by t.ticket_id) from (select * exclude (loaded_at) from fact_ticket) t) as tickets,
  (select list(e order by e.entry_id) from (select * exclude (loaded_at) from fact_log_entry) e) as entries,
  (select list(l order by l.source_object, l.source_version)
   from (select * exclude (run_id, transformed_at, loaded_at) from ops.loads) l) as ledger,
  (select count(*) from ops.quarantine) as quarantined`;

describe("careplus replay", () => {
  let db: TicketDatabase;
  let logs: string;
  let state: string;
  let run: () => Promise<RunReport>;

  allShareTicketDatabase((started) => {
    db = started;
  });
  before(async () => {
    await createTicketTable(db.connection);
    logs = join(db.dir, "logs");
    state = join(db.dir, "state");
    await mkdir(logs);
    run = () => careplusJson<RunReport>("run", "--mysql", db.url, "--logs", logs, "--state", state);
    await insertTickets(db.connection, [ticketRow(), ticketRow({ ticket_id: "BAD", priority: "Urgent" })]);
    await writeFile(join(logs, "a.log"), logFile(logEntry({ message: "1" }), logEntry({ level: "FATAL" })));
    await run();
    await db.connection.query(
      "update support_tickets set status = 'Escalated' where ticket_id = 'TCK0701000'",
    );
    await appendFile(
      join(logs, "a.log"),
      logFile(logEntry({ message: "2" }), logEntry({ message: "3", cpu: "101%" })),
    );
    await writeFile(join(logs, "b.log"), logFile(logEntry({ message: "2" }), logEntry({ message: "4" })));
    await run();
  });

  const replay = (...args: string[]): Promise<RunReport> =>
    careplusJson<RunReport>("replay", ...args, "--logs", logs, "--state", state);

  for (const [what, args] of [
    ["one object", ["--key", "logs/a.log"]],
    ["everything, by prefix", ["--prefix", ""]],
    ["tickets", ["--prefix", "tickets/"]],
    ["a range of dates", ["--from", "2025-07-01", "--to", "2025-07-01"]],
    ["a reason", ["--reason", "unknown_priority"]],
  ] as const) {
    it(`of ${what} changes nothing under the same rules`, async () => {
      const before = await ask(state, EVERYTHING);

      const report = await replay(...args);

      expect(report.reconciliation.filter((check) => !check.isMatch)).to.deep.equal([]);
      expect(await ask(state, EVERYTHING)).to.deep.equal(before);
    });
  }

  it("takes only the objects that fit all that is given", async () => {
    const report = await replay("--reason", "unknown_level", "--prefix", "logs/");

    expect(report.sources).to.have.nested.property("logs.objects", 1);
    expect(report.sources).to.have.nested.property("tickets.objects", 0);
  });

  it("leaves the next run nothing to do", async () => {
    await replay("--prefix", "logs/");

    const report = await run();

    expect(report.sources.logs).to.include({ in: 0, objects: 0 });
  });

  it("says so when nothing fits", async () => {
    const { code, stderr } = await careplus("replay", "--key", "logs/none.log", "--state", state);

    expect(code).to.equal(1);
    expect(stderr).to.contain("nothing that was loaded fits");
  });

  it("leaves rows as they are when the file no longer holds what was loaded, and says so", async () => {
    const before = await ask(state, EVERYTHING);
    await rename(join(logs, "b.log"), join(logs, "b.gone"));

    const report = await replay("--key", "logs/b.log");

    expect(report.notices.join()).to.contain("logs/b.log no longer holds");
    expect(await ask(state, EVERYTHING)).to.deep.equal(before);
  });
});
