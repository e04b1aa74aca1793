import { expect } from "chai";
import type { CareplusError } from "../../../runtime/errors";
import { createTicketTable } from "../../fixtures/ticket-rows";
import type { TicketDatabase } from "./ticket-database";

/** Of a source whose database or table is not there, either engine tells the same. */
export function tellsWhichNameIsMissing(
  source: () => TicketDatabase,
  faultOf: (options: { mysqlUrl?: string; table?: string }) => Promise<CareplusError>,
): void {
  it("is told by its database when there is no such database", async () => {
    const fault = await faultOf({ mysqlUrl: `${source().server.url}/nowhere` });

    expect(fault.code).to.equal("mysql_unknown_database");
    expect(fault.message).to.contain('"nowhere"');
  });

  it("is told by its table when there is no such table", async () => {
    const fault = await faultOf({ table: "no_tickets" });

    expect(fault.code).to.equal("mysql_missing_table");
    expect(fault.message).to.contain("careplus.no_tickets");
  });

  it("is told by its table when the name tries to be a statement", async () => {
    await createTicketTable(source().connection);

    const fault = await faultOf({ table: "support_tickets` where 1=0; drop table support_tickets; -- " });

    expect(fault.code).to.equal("bad_table_name");
    const [rows] = await source().connection.query("show tables");
    expect(rows).to.have.length(1);
  });
}
