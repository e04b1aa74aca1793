import { expect } from "chai";
import { listExtractions } from "../../../local/tickets/list-extractions";
import { CareplusError } from "../../../runtime/errors";
import { keysOf } from "../../fixtures/object-keys";
import { createTicketTable, insertManyTickets, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { CuttingProxy } from "./cutting-proxy";
import { tellsWhichNameIsMissing } from "./names-that-are-missing";
import { eachHasEmptyTicketDatabase } from "./shared-ticket-database";
import type { TicketDatabase } from "./ticket-database";
import { WatchedStore } from "./watched-store";

describe("a source that cannot be read", function () {
  this.timeout(60_000);
  let db: TicketDatabase;

  eachHasEmptyTicketDatabase((started) => {
    db = started;
  });

  async function faultOf(options: Parameters<TicketDatabase["extract"]>[0]): Promise<CareplusError> {
    const fault = await db.extract(options).catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(CareplusError);
    return fault as CareplusError;
  }

  it("is told by its address when the address is none", async () => {
    const fault = await faultOf({ mysqlUrl: "postgres://somewhere/else" });

    expect(fault.code).to.equal("bad_mysql_url");
    expect(fault.message).to.equal(
      "The MySQL address must have the form mysql://user:password@host:port/database.",
    );
  });

  it("is told by its host when the host is unknown", async () => {
    const fault = await faultOf({ mysqlUrl: "mysql://root@no-such-host.invalid:3306/careplus" });

    expect(fault.code).to.equal("mysql_unknown_host");
    expect(fault.message).to.contain("no-such-host.invalid:3306");
  });

  it("is told by its port when nothing listens there", async () => {
    const fault = await faultOf({ mysqlUrl: "mysql://root@127.0.0.1:1/careplus" });

    expect(fault.code).to.equal("mysql_unreachable");
    expect(fault.message).to.equal("No MySQL server answers at 127.0.0.1:1 (ECONNREFUSED).");
  });

  it("is told by its user, never by the password, when the password is wrong", async () => {
    const fault = await faultOf({ mysqlUrl: `mysql://root:s3cret@127.0.0.1:${db.server.port}/careplus` });

    expect(fault.code).to.equal("mysql_access_denied");
    expect(fault.message).to.contain('"root"').and.not.to.contain("s3cret");
  });

  tellsWhichNameIsMissing(() => db, faultOf);

  it("is told when neither the address nor the table names a database", async () => {
    const fault = await faultOf({ mysqlUrl: db.server.url });

    expect(fault.code).to.equal("bad_mysql_url");
    expect(fault.message).to.contain("names a database");
  });

  it("is told by every required column that is missing, and nothing is written", async () => {
    await createTicketTable(db.connection);
    await insertTickets(db.connection, [ticketRow()]);
    await db.connection.query("alter table support_tickets drop column IssUeCat, drop column agent");

    const fault = await faultOf({});

    expect(fault.code).to.equal("missing_column");
    expect(fault.message).to.contain('"agent", "IssUeCat"');
    expect(await keysOf(db.lake)).to.deep.equal([]);
  });

  it("is told when the server goes away in mid-read; nothing is left, and the next run reads it all", async () => {
    await createTicketTable(db.connection);
    await insertManyTickets(db.connection, 60);
    const proxy = await CuttingProxy.start(db.server.port, 1_000_000);

    const fault = await faultOf({ mysqlUrl: `mysql://root@127.0.0.1:${proxy.port}/careplus` });
    await proxy.close();
    const left = await keysOf(db.lake);
    const next = await db.extract();

    expect(fault.code).to.equal("mysql_went_away");
    expect(fault.message).to.contain("careplus.support_tickets");
    expect(left).to.deep.equal([]);
    expect(next.kind === "extracted" && next.extraction.rowsWritten).to.equal(60_000);
  });

  it("is left alone when the lake's disk fills up in mid-read, and what was written is taken back", async () => {
    await createTicketTable(db.connection);
    await insertManyTickets(db.connection, 60);
    const full = new CareplusError("disk_full", "there is no space left");
    let writes = 0;
    const store = new WatchedStore(db.lake, (action) => {
      if (action === "write" && ++writes > 3) throw full;
    });

    const fault = await faultOf({ lake: store });

    expect(fault).to.equal(full);
    expect(await keysOf(db.lake)).to.deep.equal([]);
  });

  it("is told when the statement is killed on the server, and the next run reads it all", async () => {
    await createTicketTable(db.connection);
    await insertManyTickets(db.connection, 60);
    const store = new WatchedStore(db.lake, async (action) => {
      if (action === "create") await killReader(db);
    });

    const fault = await faultOf({ lake: store });
    const next = await db.extract();

    expect(fault.code).to.equal("mysql_went_away");
    expect(next.kind === "extracted" && next.extraction.rowsWritten).to.equal(60_000);
    expect(await listExtractions(db.lake)).to.have.length(1);
  });
});

/** Ends the connection that reads the tickets, as an administrator would. */
async function killReader(db: TicketDatabase): Promise<void> {
  const [rows] = await db.connection.query(
    "select id from information_schema.processlist where info like 'select `ticket_id`%'",
  );
  await db.connection.query(`kill ${(rows as { id: number }[])[0]?.id}`);
}
