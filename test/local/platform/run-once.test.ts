import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { type Connection, createConnection } from "mysql2/promise";
import type { PrivateServer } from "../../../local/mariadb/private-server";
import { startMariadb } from "../../../local/mariadb/start";
import type { RunReport } from "../../../local/pipeline/run-report";
import { ask, careplus, careplusJson } from "../../fixtures/careplus";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { type TemporaryFolder, temporaryFolder } from "../../fixtures/temporary-folder";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";

describe("careplus run --once", () => {
  let folder: TemporaryFolder;
  let server: PrivateServer;
  let connection: Connection;
  let state: string;
  let logs: string;
  let url: string;

  before(async () => {
    folder = await temporaryFolder();
    server = await startMariadb({ dir: join(folder.path, "mariadb") });
    connection = await createConnection({ uri: server.url });
  });
  after(async () => {
    await connection.end();
    await server.stop();
    await folder.remove();
  });

  let database = 0;
  beforeEach(async () => {
    database += 1;
    await connection.query(`create database d${database}`);
    await connection.query(`use d${database}`);
    url = `${server.url}/d${database}`;
    state = join(folder.path, `state${database}`);
    logs = join(folder.path, `logs${database}`);
    await mkdir(logs);
  });

  const run = (...more: string[]): Promise<RunReport> =>
    careplusJson<RunReport>("run", "--mysql", url, "--logs", logs, "--once", "--state", state, ...more);

  it("prints the counts of each source and a reconciliation that matches", async () => {
    await createTicketTable(connection);
    const valid = ticketRow();
    await insertTickets(connection, [valid, valid, ticketRow({ ticket_id: "TCK0701001", agent: " " })]);
    await writeFile(join(logs, "a.log"), logFile(logEntry(), logEntry(), logEntry({ level: "FATAL" })));

    const report = await run();

    expect(report.sources).to.deep.equal({
      tickets: { in: 3, kept: 1, duplicate: 1, rejected: 1, loaded: 1, objects: 1 },
      logs: { in: 3, kept: 1, duplicate: 1, rejected: 1, loaded: 1, objects: 1 },
    });
    expect(report.reconciliation.length).to.be.greaterThan(0);
    expect(report.reconciliation.filter((check) => !check.isMatch)).to.deep.equal([]);
  });

  it("publishes the example ticket as the rules say, to the value", async () => {
    await createTicketTable(connection);
    await insertTickets(connection, [
      ticketRow({
        status: "Resolved",
        resolved_at: "2025-07-01 02:43",
        agent_feedback: 'said "fine", 😀\nbye',
      }),
    ]);

    await run();
    const rows = await ask(
      state,
      "select * exclude (source_object, extracted_at, row_hash) from rpt.tickets",
    );

    expect(rows).to.deep.equal([
      {
        ticket_id: "TCK0701000",
        created_at: "2025-07-01T00:13:00.000Z",
        resolved_at: "2025-07-01T02:43:00.000Z",
        agent: "Sneha",
        priority: "Medium",
        num_interactions: 7,
        issue_category: "Payment Failure",
        channel: "Web Form",
        status: "Resolved",
        agent_feedback: 'said "fine", 😀\nbye',
        resolution_minutes: 150,
        updated_at: null,
        created_date: "2025-07-01",
        resolved_date: "2025-07-01",
      },
    ]);
  });

  it("publishes the example log entry as the rules say, to the value", async () => {
    await createTicketTable(connection);
    await writeFile(join(logs, "a.log"), logFile(logEntry()));

    await run();
    const rows = await ask(
      state,
      `select logged_at, level, component, ticket_id, session_id, ip, response_time_ms, cpu_percent, event_type,
         is_error, user_agent, message, debug, trace_id, source_object, byte_offset, log_date from rpt.log_entries`,
    );

    expect(rows).to.deep.equal([
      {
        logged_at: "2025-07-01T00:21:00.000Z",
        level: "INFO",
        component: "careplus.support.GenericService",
        ticket_id: "TCK0701000",
        session_id: "sess_TCK0701000",
        ip: "60.130.155.7",
        response_time_ms: 1269,
        cpu_percent: 27.64,
        event_type: "generic_event",
        is_error: false,
        user_agent: "PostmanRuntime/7.32.2",
        message: " event for TCK0701000",
        debug: "ℹ️ Logged for monitoring",
        trace_id: null,
        source_object: "logs/a.log",
        byte_offset: 0,
        log_date: "2025-07-01",
      },
    ]);
  });

  it("adds nothing when it is run again and nothing changed", async () => {
    await createTicketTable(connection);
    await insertTickets(connection, [ticketRow()]);
    await writeFile(join(logs, "a.log"), logFile(logEntry()));
    await run();

    const again = await run();

    const nothing = { in: 0, kept: 0, duplicate: 0, rejected: 0, loaded: 0, objects: 0 };
    expect(again.sources).to.deep.equal({ tickets: nothing, logs: nothing });
    expect(await ask(state, "select count(*) as loads from ops.loads")).to.deep.equal([{ loads: 2 }]);
  });

  it("sees Open become Resolved although no time of change exists", async () => {
    await createTicketTable(connection);
    await insertTickets(connection, [ticketRow(), ticketRow({ ticket_id: "TCK0701001" })]);
    await run();
    await connection.query(
      "update support_tickets set status = 'Resolved', resolved_at = '2025-07-02 00:13' where ticket_id = 'TCK0701000'",
    );

    const report = await run();

    expect(report.sources.tickets).to.include({ in: 1, kept: 1, loaded: 1 });
    expect(await ask(state, "select ticket_id, status from rpt.tickets order by 1")).to.deep.equal([
      { ticket_id: "TCK0701000", status: "Resolved" },
      { ticket_id: "TCK0701001", status: "Open" },
    ]);
  });

  it("keeps the last valid version of a ticket whose newest row is invalid, and the quarantine says so", async () => {
    await createTicketTable(connection);
    await insertTickets(connection, [ticketRow()]);
    await run();
    await connection.query("update support_tickets set priority = 'Urgent'");

    const report = await run();

    expect(report.sources.tickets).to.include({ in: 1, kept: 0, rejected: 1, loaded: 0 });
    expect(await ask(state, "select priority from rpt.tickets")).to.deep.equal([{ priority: "Medium" }]);
    expect(
      await ask(
        state,
        "select reasons, record_key, kept_version_at is not null as is_kept from rpt.quarantine",
      ),
    ).to.deep.equal([{ reasons: "unknown_priority", record_key: "TCK0701000", is_kept: true }]);
  });

  it("reads only what a grown log file gained, and counts entries that another file already had", async () => {
    await createTicketTable(connection);
    await writeFile(join(logs, "a.log"), logFile(logEntry({ message: "1" }), logEntry({ message: "2" })));
    await run();
    await appendFile(join(logs, "a.log"), logFile(logEntry({ message: "3" })));
    await writeFile(
      join(logs, "b.log.gz"),
      gzipSync(logFile(logEntry({ message: "1" }), logEntry({ message: "4" }))),
    );

    const report = await run();

    expect(report.sources.logs).to.deep.equal({
      in: 3,
      kept: 3,
      duplicate: 0,
      rejected: 0,
      loaded: 2,
      objects: 2,
    });
    expect(await ask(state, "select message from rpt.log_entries order by message")).to.deep.equal(
      ["1", "2", "3", "4"].map((message) => ({ message })),
    );
  });

  it("adds the entries of a file that was replaced under the same name, and takes none away", async () => {
    await createTicketTable(connection);
    await writeFile(
      join(logs, "a.log"),
      logFile(logEntry({ message: "old" }), logEntry({ message: "older" })),
    );
    await run();
    await writeFile(
      join(logs, "a.log"),
      logFile(logEntry({ message: "new" }), logEntry({ message: "old" }), logEntry()),
    );

    const report = await run();

    expect(report.sources.logs).to.include({ in: 3, kept: 3, loaded: 2 });
    expect(await ask(state, "select count(*) as entries from rpt.log_entries")).to.deep.equal([
      { entries: 4 },
    ]);
  });

  it("takes an empty table, an empty file and a file of separators as normal, with a ledger line for each file", async () => {
    await createTicketTable(connection);
    await writeFile(join(logs, "empty.log"), "");
    await writeFile(join(logs, "separators.log"), "---\n---\n");

    const report = await run();

    expect(report.sources.tickets).to.include({ in: 0, objects: 0 });
    expect(report.sources.logs).to.include({ in: 0, objects: 2 });
  });

  it("quarantines what a binary file holds", async () => {
    await createTicketTable(connection);
    await writeFile(
      join(logs, "binary.log"),
      Buffer.from(Array.from({ length: 10_000 }, (_, i) => (i * 167) % 256)),
    );

    const report = await run();

    expect(report.sources.logs).to.include({ kept: 0, loaded: 0, objects: 1 });
    expect(report.sources.logs?.rejected).to.equal(report.sources.logs?.in);
  });

  it("loads one source when the other is not given", async () => {
    await writeFile(join(logs, "a.log"), logFile(logEntry()));

    const report = await careplusJson<RunReport>("run", "--logs", logs, "--state", state);

    expect(report.sources.logs).to.include({ in: 1, loaded: 1 });
    expect(report.sources).not.to.have.property("tickets");
  });

  it("names an unknown column once as drift and goes on", async () => {
    await createTicketTable(connection);
    await connection.query('alter table support_tickets add column `is "change", 1;--` double');
    await insertTickets(connection, [ticketRow()]);

    const first = await run();
    await insertTickets(connection, [ticketRow({ ticket_id: "x'; drop table support_tickets; --" })]);
    const second = await run();

    expect(first.notices.join()).to.contain('is "change", 1;--');
    expect(second.notices.join()).not.to.contain("change");
    expect(await ask(state, "select count(*) as tickets from rpt.tickets")).to.deep.equal([{ tickets: 2 }]);
  });

  it("converts ticket times from the company's time zone", async () => {
    await createTicketTable(connection);
    await insertTickets(connection, [ticketRow()]);

    await run("--time-zone", "Asia/Kolkata");

    expect(await ask(state, "select created_at from rpt.tickets")).to.deep.equal([
      { created_at: "2025-06-30T18:43:00.000Z" },
    ]);
  });

  it("prints plain lines for people", async () => {
    await createTicketTable(connection);
    await insertTickets(connection, [ticketRow()]);

    const { code, stdout, stderr } = await careplus("run", "--mysql", url, "--once", "--state", state);

    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/tickets/)
      .and.match(/match/);
    expect(stderr).to.contain("extract tickets");
  });
});
