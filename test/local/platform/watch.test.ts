import type { ChildProcess } from "node:child_process";
import { appendFile, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { type Connection, createConnection } from "mysql2/promise";
import type { PrivateServer } from "../../../local/mariadb/private-server";
import { startMariadb } from "../../../local/mariadb/start";
import { ask, careplus, type Ended, ended, eventually, startCareplus } from "../../fixtures/careplus";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { type TemporaryFolder, temporaryFolder } from "../../fixtures/temporary-folder";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";

describe("careplus run --watch", () => {
  let folder: TemporaryFolder;
  let server: PrivateServer;
  let connection: Connection;
  let logs: string;
  let state: string;
  let watching: ChildProcess;
  let watched: Promise<Ended>;

  before(async () => {
    folder = await temporaryFolder();
    server = await startMariadb({ dir: join(folder.path, "mariadb") });
    connection = await createConnection({ uri: server.url });
    await connection.query("create database careplus");
    await connection.query("use careplus");
    await createTicketTable(connection);
    await insertTickets(connection, [ticketRow()]);
    logs = join(folder.path, "logs");
    state = join(folder.path, "state");
    await mkdir(logs);
    await writeFile(join(logs, "a.log"), logFile(logEntry({ message: "first" })));
    watching = startCareplus([
      "run",
      "--mysql",
      `${server.url}/careplus`,
      "--logs",
      logs,
      "--watch",
      "--poll",
      "200",
      "--state",
      state,
    ]);
    watched = ended(watching);
    await answer("select count(*) as n from rpt.log_entries", [{ n: 1 }]);
  });
  after(async () => {
    watching.kill("SIGINT");
    const { code, stderr } = await watched;
    await connection.end();
    await server.stop();
    await folder.remove();
    expect(code, stderr).to.equal(0);
  });

  /** Waits until the warehouse, asked beside the running process, gives these rows. */
  const answer = async (sql: string, rows: readonly object[]): Promise<void> => {
    let last = "";
    await eventually(`${sql} = ${JSON.stringify(rows)}`, async () => {
      const { code, stdout, stderr } = await careplus("sql", sql, "--state", state, "--json");
      last = stdout || stderr;
      return code === 0 && last.trim() === JSON.stringify(rows) ? true : undefined;
    }).catch((error: Error) => {
      throw new Error(`${error.message}; the last answer was ${last}`);
    });
  };

  it("loads a row that is inserted and sees it change", async () => {
    await insertTickets(connection, [ticketRow({ ticket_id: "TCK2" })]);
    await answer("select count(*) as n from rpt.tickets", [{ n: 2 }]);

    await connection.query(
      "update support_tickets set status = 'Resolved', resolved_at = '2025-07-03 00:00' where ticket_id = 'TCK2'",
    );

    await answer("select status from rpt.tickets where ticket_id = 'TCK2'", [{ status: "Resolved" }]);
  });

  it("loads a log file that is dropped, one in a new folder, and one that grows", async () => {
    await writeFile(join(logs, "b.log"), logFile(logEntry({ message: "dropped" })));
    await mkdir(join(logs, "host 2"));
    await writeFile(join(logs, "host 2", "c.log"), logFile(logEntry({ message: "in a folder" })));
    await appendFile(join(logs, "a.log"), logFile(logEntry({ message: "grown" })));

    await answer("select count(*) as n from rpt.log_entries", [{ n: 4 }]);
  });

  it("waits for the rest of an entry that is half written", async () => {
    const entry = logEntry({ message: "in two writes" });
    await writeFile(join(logs, "torn.log"), entry.slice(0, 150));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await appendFile(join(logs, "torn.log"), `${entry.slice(150)}\n---\n`);

    await answer("select count(*) as n from rpt.log_entries where message = 'in two writes'", [{ n: 1 }]);
    await answer("select count(*) as n from ops.quarantine", [{ n: 0 }]);
  });

  it("takes a last entry without separator once the file has stopped growing", async () => {
    await writeFile(join(logs, "open.log"), logEntry({ message: "never ended" }));

    await answer("select count(*) as n from rpt.log_entries where message = 'never ended'", [{ n: 1 }]);
  });

  it("reads a rotated file from its beginning", async () => {
    await writeFile(join(logs, "r.log"), logFile(logEntry({ message: "before rotation" })));
    await answer("select count(*) as n from rpt.log_entries where message = 'before rotation'", [{ n: 1 }]);
    await rename(join(logs, "r.log"), join(logs, "r.log.1"));
    await writeFile(
      join(logs, "r.log"),
      logFile(logEntry({ message: "after rotation 1" }), logEntry({ message: "after rotation 2" })),
    );

    await answer("select count(*) as n from rpt.log_entries where message like 'after rotation%'", [
      { n: 2 },
    ]);
  });

  it("lets status be asked beside it", async () => {
    const { code, stdout } = await careplus("status", "--state", state, "--json");

    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.include.keys("freshness", "ledger", "quarantine");
  });

  it("outlives a server that goes away, and goes on when it is back", async () => {
    await server.stop();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await writeFile(join(logs, "meanwhile.log"), logFile(logEntry({ message: "meanwhile" })));
    await answer("select count(*) as n from rpt.log_entries where message = 'meanwhile'", [{ n: 1 }]);

    server = await startMariadb({ dir: join(folder.path, "mariadb"), port: server.port });
    connection = await createConnection({ uri: `${server.url}/careplus` });
    await insertTickets(connection, [ticketRow({ ticket_id: "TCK3" })]);

    await answer("select count(*) as n from rpt.tickets where ticket_id = 'TCK3'", [{ n: 1 }]);
    expect(await ask(state, "select 1 as one")).to.deep.equal([{ one: 1 }]);
  });
});
