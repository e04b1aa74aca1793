import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import type { RunReport } from "../../../local/pipeline/run-report";
import { ask, careplusJson } from "../../fixtures/careplus";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { allShareTicketDatabase } from "../tickets/shared-ticket-database";
import type { TicketDatabase } from "../tickets/ticket-database";

const CLI = join(__dirname, "../../../local/cli/careplus.js");

describe("careplus run --engine spark", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let url: string;

  allShareTicketDatabase((started) => {
    db = started;
  });
  before(async () => {
    await createTicketTable(db.connection);
    await insertTickets(db.connection, [
      ticketRow({ ticket_id: "A" }),
      ticketRow({ ticket_id: "A" }),
      ticketRow({ ticket_id: "A", status: "Resolved", resolved_at: "2025-07-01 02:00" }),
      ticketRow({ ticket_id: "B", created_at: "2025-07-03 10:00", agent: 'O\'Hara, "Max"' }),
      ticketRow({ ticket_id: "C", num_interactions: "-999999" }),
    ]);
    await db.connection.query("create user tester@'%' identified by 'p@ss:w/rd%'");
    await db.connection.query("grant select on careplus.* to tester@'%'");
    url = `mysql://tester:${encodeURIComponent("p@ss:w/rd%")}@127.0.0.1:${db.server.port}/careplus`;
  });

  const run = (engine: string, state: string): Promise<RunReport> =>
    careplusJson<RunReport>("run", "--mysql", url, "--engine", engine, "--state", join(db.dir, state));

  it("comes to the warehouse that DuckDB comes to, and either goes on from the other", async () => {
    const spark = await run("spark", "by-spark");
    const duckdb = await run("duckdb", "by-duckdb");
    const again = await run("duckdb", "by-spark");

    expect(spark.sources.tickets).to.deep.equal({
      ...{ in: 5, kept: 3, duplicate: 1, rejected: 1, loaded: 2, objects: 1 },
    });
    expect(duckdb.sources.tickets).to.deep.equal(spark.sources.tickets);
    expect(again.sources.tickets).to.include({ in: 0, objects: 0 });
    expect(spark.reconciliation.filter((check) => !check.isMatch)).to.deep.equal([]);
    const tickets = "select * exclude (source_object, extracted_at) from rpt.tickets order by ticket_id";
    const [left, right] = [
      await ask(join(db.dir, "by-spark"), tickets),
      await ask(join(db.dir, "by-duckdb"), tickets),
    ];
    expect(left).to.have.length(2);
    expect(left).to.deep.equal(right);
  });

  it("says in one sentence what is missing, and how to get it", () => {
    const state = join(db.dir, "without-java");
    const env = { ...process.env, PATH: "/nowhere", JAVA_HOME: "" };

    const { status, stderr } = spawnSync(
      process.execPath,
      [CLI, "run", "--mysql", url, "--engine", "spark", "--state", state],
      { encoding: "utf8", env },
    );

    expect(status).to.equal(1);
    expect(stderr.trim().split("\n").at(-1)).to.equal(
      'careplus: The engine "spark" lacks Java 17: run `npm run set-up:spark`, or leave --engine out.',
    );
  });

  it("knows no other engine", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [CLI, "run", "--mysql", url, "--engine", "flink"],
      {
        encoding: "utf8",
      },
    );

    expect(status).to.equal(1);
    expect(stderr).to.contain("Allowed choices are duckdb, spark");
  });
});
