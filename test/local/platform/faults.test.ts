import { mkdir, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { ask, careplus, ended, eventually, startCareplus } from "../../fixtures/careplus";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { allShareTicketDatabase } from "../tickets/shared-ticket-database";
import type { TicketDatabase } from "../tickets/ticket-database";

describe("careplus, given something wrong", () => {
  let db: TicketDatabase;
  let state: string;

  allShareTicketDatabase((started) => {
    db = started;
  });
  before(async () => {
    await createTicketTable(db.connection);
    await insertTickets(db.connection, [ticketRow()]);
    await db.connection.query("create table no_agent (ticket_id text, created_at text)");
    await db.connection.query("create user 'reader'@'%' identified by 'right'");
  });
  let count = 0;
  beforeEach(() => {
    count += 1;
    state = join(db.dir, `state${count}`);
  });

  const faults: readonly [what: string, args: () => string[], sentence: RegExp][] = [
    ["a URL that is none", () => ["--mysql", "localhost/careplus"], /mysql:\/\//],
    ["a server that is not there", () => ["--mysql", "mysql://root@127.0.0.1:1/careplus"], /127\.0\.0\.1:1/],
    [
      "a wrong password",
      () => ["--mysql", `mysql://reader:wrong@127.0.0.1:${db.server.port}/careplus`],
      /password|denied/i,
    ],
    ["an unknown database", () => ["--mysql", `${db.server.url}/nowhere`], /nowhere/],
    ["a missing table", () => ["--mysql", db.url, "--table", "no_such"], /no_such/],
    ["a missing required column", () => ["--mysql", db.url, "--table", "no_agent"], /agent/],
    ["a log folder that is not there", () => ["--logs", join(db.dir, "nowhere")], /nowhere/],
    ["no source at all", () => [], /--mysql/],
  ];
  for (const [what, args, sentence] of faults) {
    it(`ends with one sentence and exit code 1 on ${what}, and nothing half-written`, async () => {
      const { code, stdout, stderr } = await careplus("run", "--once", "--state", state, ...args());

      expect(code).to.equal(1);
      expect(stderr.trim().split("\n")).to.have.length(1);
      expect(stderr).to.match(sentence).and.not.to.contain("wrong@");
      expect(stdout).to.equal("");
    });
  }

  it("says the code and the sentence to machines", async () => {
    const { stdout } = await careplus("run", "--json", "--state", state);

    expect(JSON.parse(stdout)).to.have.nested.property("error.code", "no_source");
  });

  it("names a server that goes away in mid-read, and the next run is whole", async () => {
    const refuser = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => refuser.listen(0, "127.0.0.1", resolve));
    const { port } = refuser.address() as AddressInfo;

    const cut = await careplus("run", "--mysql", `mysql://root@127.0.0.1:${port}/careplus`, "--state", state);
    refuser.close();
    const whole = await careplus("run", "--mysql", db.url, "--state", state);

    expect(cut.code).to.equal(1);
    expect(cut.stderr.trim().split("\n")).to.have.length(1);
    expect(whole.code).to.equal(0);
  });

  it("refuses a second run on the same state folder while the first goes on", async () => {
    const logs = join(db.dir, "watched");
    await mkdir(logs, { recursive: true });
    await writeFile(join(logs, "a.log"), logFile(logEntry()));
    const first = startCareplus(["run", "--logs", logs, "--watch", "--state", state]);
    const firstEnded = ended(first);
    await eventually("the first run's load", async () => {
      const { code, stdout } = await careplus(
        "sql",
        "select count(*) as n from rpt.log_entries",
        "--state",
        state,
        "--json",
      );
      return code === 0 && stdout.includes('"n":1') ? true : undefined;
    });

    const second = await careplus("run", "--logs", logs, "--once", "--state", state);
    first.kill("SIGINT");

    expect(second.code).to.equal(1);
    expect(second.stderr)
      .to.contain(state)
      .and.match(/another|process|in use/i);
    expect((await firstEnded).code).to.equal(0);
    expect(await ask(state, "select count(*) as n from rpt.log_entries")).to.deep.equal([{ n: 1 }]);
  });

  for (const statement of [
    "delete from fact_ticket",
    "drop table fact_ticket",
    "copy (select 1) to 'x.csv'",
    "attach 'x.db'",
    "select 1; delete from fact_ticket",
    "select * from read_csv('/etc/passwd')",
    "set memory_limit='1GB'",
  ]) {
    it(`refuses to run ${statement}`, async () => {
      await careplus("run", "--mysql", db.url, "--state", state);

      const { code, stderr } = await careplus("sql", statement, "--state", state);

      expect(code).to.equal(1);
      expect(stderr.trim().split("\n")).to.have.length(1);
      expect(await ask(state, "select count(*) as n from fact_ticket")).to.deep.equal([{ n: 1 }]);
    });
  }

  it("says what to do when there is no warehouse yet", async () => {
    const { code, stderr } = await careplus("status", "--state", join(db.dir, "never"));

    expect(code).to.equal(1);
    expect(stderr).to.match(/careplus run/);
  });
});
