import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { RunReport } from "../../../local/pipeline/run-report";
import { ask, careplusJson } from "../../fixtures/careplus";
import { earlierProgram } from "../../fixtures/earlier-program";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { allShareTicketDatabase } from "../tickets/shared-ticket-database";
import type { TicketDatabase } from "../tickets/ticket-database";

const TICKETS = "select ticket_id, priority from fact_ticket order by ticket_id";
const ENTRIES = "select message, level from fact_log_entry order by message";
const REJECTED =
  "select dataset, record_key, reasons from ops.quarantine order by dataset, record_key, reasons";
const LEDGER =
  "select dataset, records_in, kept, duplicate, rejected, rule_version from ops.loads order by dataset";

/** Each test goes on from the one before. */
describe("careplus replay, after rules changed", () => {
  let db: TicketDatabase;
  let logs: string;
  let state: string;

  allShareTicketDatabase((started) => {
    db = started;
  });
  before(async () => {
    await createTicketTable(db.connection);
    logs = join(db.dir, "logs");
    state = join(db.dir, "state");
    await mkdir(logs);
    await insertTickets(db.connection, [
      ticketRow({ ticket_id: "TCK1", priority: "Lw" }),
      ticketRow({ ticket_id: "TCK2", priority: "Urgent" }),
      ticketRow({ ticket_id: "TCK3" }),
      ticketRow({ ticket_id: "TCK4", agent: " " }),
    ]);
    // As they are written here, the tolerant parser judges them: the kernel is not compiled again for earlier rules.
    await writeFile(
      join(logs, "a.log"),
      logFile(
        logEntry({ message: "1" }),
        logEntry({ message: "2", level: "Eror" }),
        logEntry({ message: "3", level: "FATAL" }),
        logEntry({ message: "4", level: "FINE" }),
      ),
    );
    const earlier = await earlierProgram(join(db.dir, "earlier"), [
      { file: "runtime/contracts/logs.ts", today: '"logs-1"', earlier: '"logs-0"' },
      { file: "runtime/contracts/tickets.ts", today: '"tickets-1"', earlier: '"tickets-0"' },
      { file: "runtime/logs/level.ts", today: '["EROR", "ERROR"]', earlier: '["FINE", "DEBUG"]' },
      { file: "glue/sql/tickets/stg_typed_tickets.sql", today: "('low', 'lw')", earlier: "('low')" },
      { file: "glue/sql/tickets/stg_typed_tickets.sql", today: "'hgh')", earlier: "'hgh', 'urgent')" },
    ]);
    await earlier("run", "--mysql", db.url, "--logs", logs, "--state", state);
  });

  const replay = (...args: string[]): Promise<RunReport> =>
    careplusJson<RunReport>("replay", ...args, "--logs", logs, "--state", state);

  it("finds what the earlier rules made of the sources", async () => {
    expect(await ask(state, TICKETS)).to.deep.equal([
      { ticket_id: "TCK2", priority: "High" },
      { ticket_id: "TCK3", priority: "Medium" },
    ]);
    expect(await ask(state, ENTRIES)).to.deep.equal([
      { message: "1", level: "INFO" },
      { message: "4", level: "DEBUG" },
    ]);
    expect(await ask(state, REJECTED)).to.deep.equal([
      { dataset: "logs", record_key: "TCK0701000", reasons: "unknown_level" },
      { dataset: "logs", record_key: "TCK0701000", reasons: "unknown_level" },
      { dataset: "tickets", record_key: "TCK1", reasons: "unknown_priority" },
      { dataset: "tickets", record_key: "TCK4", reasons: "missing_agent" },
    ]);
  });

  it("takes rejected tickets again: what they become and what is rejected now replace what was there", async () => {
    const report = await replay("--reason", "unknown_priority");

    expect(report.sources.tickets).to.include({ in: 4, kept: 2, rejected: 2 });
    expect(await ask(state, TICKETS)).to.deep.equal([
      { ticket_id: "TCK1", priority: "Low" },
      { ticket_id: "TCK3", priority: "Medium" },
    ]);
    expect(await ask(state, `${REJECTED} limit 10`)).to.deep.include.members([
      { dataset: "tickets", record_key: "TCK2", reasons: "unknown_priority" },
      { dataset: "tickets", record_key: "TCK4", reasons: "missing_agent" },
    ]);
    expect(report.reconciliation.filter((check) => !check.isMatch)).to.deep.equal([]);
  });

  it("takes rejected log entries again in the same way", async () => {
    const report = await replay("--reason", "unknown_level");

    expect(report.sources.logs).to.include({ in: 4, kept: 2, rejected: 2 });
    expect(await ask(state, ENTRIES)).to.deep.equal([
      { message: "1", level: "INFO" },
      { message: "2", level: "ERROR" },
    ]);
    expect(report.reconciliation.filter((check) => !check.isMatch)).to.deep.equal([]);
  });

  it("leaves one ledger row for each object, of today's rules, and in the lake no file of the earlier ones", async () => {
    expect(await ask(state, LEDGER)).to.deep.equal([
      { dataset: "logs", records_in: 4, kept: 2, duplicate: 0, rejected: 2, rule_version: "logs-1" },
      { dataset: "tickets", records_in: 4, kept: 2, duplicate: 0, rejected: 2, rule_version: "tickets-1" },
    ]);
    const known = await ask<{ file_key: string }>(state, "select file_key from ops.load_files");
    const files = (await readdir(join(state, "lake"), { recursive: true })).filter((name) =>
      name.endsWith(".parquet"),
    );
    expect(files.sort()).to.deep.equal(known.map(({ file_key }) => file_key).sort());
  });

  it("changes nothing when it is run again", async () => {
    const everything = `select (select list(t order by t.ticket_id) from (select * exclude (loaded_at) from fact_ticket) t) as tickets,
      (select list(e order by e.entry_id) from (select * exclude (loaded_at) from fact_log_entry) e) as entries,
      (select list(q order by q.dataset, q.position)
        from (select * exclude (quarantined_at) from ops.quarantine) q) as rejected`;
    const before = await ask(state, everything);

    await replay("--prefix", "");

    expect(await ask(state, everything)).to.deep.equal(before);
  });
});
