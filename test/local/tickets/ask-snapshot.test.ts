import { expect } from "chai";
import { askSnapshot } from "../../../local/tickets/ask-snapshot";
import { matchColumns } from "../../../local/tickets/source-columns";
import { TicketSource } from "../../../local/tickets/ticket-source";
import { messyRowsOfManyTickets } from "../../fixtures/messy-tickets";
import { createTicketTable, insertTickets } from "../../fixtures/ticket-rows";
import { eachHasEmptyTicketDatabase } from "./shared-ticket-database";
import type { TicketDatabase } from "./ticket-database";

describe("the source's own count of what an extraction sees", function () {
  this.timeout(60_000);
  let db: TicketDatabase;

  eachHasEmptyTicketDatabase((started) => {
    db = started;
  });

  it("is what reading every row counts, of messy tickets with one status and with several", async () => {
    const rows = messyRowsOfManyTickets(3_000, 7);
    await createTicketTable(db.connection);
    await insertTickets(db.connection, rows);
    const { snapshot } = await db.extract();
    const source = await TicketSource.open(db.url, "support_tickets");

    const asked = await askSnapshot(
      source,
      matchColumns(
        source.fields.map(({ name }) => name),
        source.table,
      ),
      undefined,
    );

    source.close();
    expect(asked).to.deep.equal(snapshot);
    const { resolvedTickets, escalatedTickets, openTickets, severalStatuses } = snapshot.census ?? {};
    for (const count of [resolvedTickets, escalatedTickets, openTickets, severalStatuses])
      expect(count).to.be.above(10);
  });
});
