import { expect } from "chai";
import type { FolderStore } from "../../../local/store/folder-store";
import { CareplusError } from "../../../runtime/errors";
import { keysOf } from "../../fixtures/object-keys";
import { createTicketTable, insertManyTickets } from "../../fixtures/ticket-rows";
import { CuttingProxy } from "../tickets/cutting-proxy";
import type { TicketDatabase } from "../tickets/ticket-database";
import { eachHasTwoEngines } from "./two-engine-bed";
import { extracted, type TwoEngines } from "./two-engines";

describe("a source that Spark cannot read", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;
  let lake: FolderStore;

  eachHasTwoEngines((bed) => {
    ({ db, engines, lake } = bed);
  });

  async function faultOf(options: { mysqlUrl?: string; table?: string }): Promise<CareplusError> {
    const fault = await engines.extract("spark", lake, options).catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(CareplusError);
    return fault as CareplusError;
  }

  it("is told by its user when the credentials are wrong", async () => {
    const fault = await faultOf({ mysqlUrl: `mysql://nobody@127.0.0.1:${db.server.port}/careplus` });

    expect(fault.code).to.equal("mysql_access_denied");
    expect(fault.message).to.equal(
      `MySQL at 127.0.0.1:${db.server.port} refuses the user "nobody" or the password.`,
    );
  });

  it("is told by its port when nothing listens there", async () => {
    const fault = await faultOf({ mysqlUrl: "mysql://root@127.0.0.1:1/careplus" });

    expect(fault.code).to.equal("mysql_unreachable");
    expect(fault.message).to.equal("No MySQL server answers at 127.0.0.1:1.");
  });

  it("is told by its host when the host is unknown", async () => {
    const fault = await faultOf({ mysqlUrl: "mysql://root@no-such-host.invalid:3306/careplus" });

    expect(fault.code).to.equal("mysql_unknown_host");
    expect(fault.message).to.equal("The MySQL host of no-such-host.invalid:3306 is not known.");
  });

  it("is told by its database when there is no such database", async () => {
    const fault = await faultOf({ mysqlUrl: `${db.server.url}/nowhere` });

    expect(fault.code).to.equal("mysql_unknown_database");
    expect(fault.message).to.contain('"nowhere"');
  });

  it("is told by its table when there is no such table", async () => {
    const fault = await faultOf({ table: "no_tickets" });

    expect(fault.code).to.equal("mysql_missing_table");
    expect(fault.message).to.contain("careplus.no_tickets");
  });

  it("is told by its table when the name tries to be a statement", async () => {
    await createTicketTable(db.connection);

    const fault = await faultOf({ table: "support_tickets` where 1=0; drop table support_tickets; -- " });

    expect(fault.code).to.equal("bad_table_name");
  });

  it("is told by every required column that is missing", async () => {
    await createTicketTable(db.connection);
    await db.connection.query("alter table support_tickets drop column IssUeCat, drop column agent");

    const fault = await faultOf({});

    expect(fault.code).to.equal("missing_column");
    expect(fault.message).to.equal(
      'The table careplus.support_tickets lacks the required columns "agent", "IssUeCat"; nothing was read.',
    );
    expect(await keysOf(lake)).to.deep.equal([]);
  });

  it("is told when the server goes away in mid-read; nothing is left, and the next run reads it all", async () => {
    await createTicketTable(db.connection);
    await insertManyTickets(db.connection, 20);
    const proxy = await CuttingProxy.start(db.server.port, 1_000_000);

    const fault = await faultOf({ mysqlUrl: `mysql://root@127.0.0.1:${proxy.port}/careplus` });
    await proxy.close();
    const left = await keysOf(lake);
    const next = extracted(await engines.extract("spark", lake));

    expect(fault.code).to.equal("mysql_went_away");
    expect(fault.message).to.equal(
      `The MySQL server 127.0.0.1:${proxy.port} went away while careplus.support_tickets was read; nothing was published, run again once it is back.`,
    );
    expect(left).to.deep.equal([]);
    expect(next.rowsWritten).to.equal(20_000);
  });

  it("is told by the table that a user may not read", async () => {
    await createTicketTable(db.connection);
    await db.connection.query("create or replace user reader@'%'");
    await db.connection.query("create table other (a int)");
    await db.connection.query("grant select on careplus.other to reader@'%'");

    const fault = await faultOf({ mysqlUrl: `mysql://reader@127.0.0.1:${db.server.port}/careplus` });

    expect(fault.code).to.equal("mysql_access_denied");
    expect(fault.message).to.equal(
      'The MySQL user "reader" may not read the table careplus.support_tickets.',
    );
  });
});
