import { expect } from "chai";
import type { RowDataPacket } from "mysql2";
import { ChangeProbe, isUnchanged } from "../../../local/tickets/change-probe";
import { eventually } from "../../fixtures/careplus";
import { eachHasEmptyTicketDatabase } from "./shared-ticket-database";
import type { TicketDatabase } from "./ticket-database";

describe("asking MySQL when a table changed", () => {
  let database: TicketDatabase;
  let probe: ChangeProbe;

  eachHasEmptyTicketDatabase((started) => {
    database = started;
  });
  beforeEach(async () => {
    await database.connection.query("create table support_tickets (ticket_id text)");
    await database.connection.query("insert into support_tickets values ('TCK1')");
    probe = new ChangeProbe(database.url, "support_tickets");
  });
  afterEach(() => probe.close());

  it("gives the same time for a quiet table, and counts it as unchanged once the time has passed", async () => {
    const first = await probe.ask();

    const later = await eventually("a time that is past", async () => {
      const clock = await probe.ask();
      return isUnchanged(clock, clock) ? clock : undefined;
    });

    expect(later.changedAt).to.equal(first?.changedAt);
    expect(isUnchanged(first, later)).to.equal(false);
  });

  for (const change of [
    "insert into support_tickets values ('TCK2')",
    "update support_tickets set ticket_id = 'TCK3'",
    "delete from support_tickets",
  ]) {
    it(`notices: ${change}`, async () => {
      const before = await eventually("a time that is past", async () => {
        const clock = await probe.ask();
        return isUnchanged(clock, clock) ? clock : undefined;
      });

      await database.connection.query(change);

      expect(isUnchanged(before, await probe.ask())).to.equal(false);
    });
  }

  it("does not know of a view, a table that is missing, or a server that does not answer", async () => {
    await database.connection.query("create view seen as select * from support_tickets");
    const unknown = [
      new ChangeProbe(database.url, "seen"),
      new ChangeProbe(database.url, "nowhere"),
      new ChangeProbe("mysql://root@127.0.0.1:1/careplus", "support_tickets"),
    ];

    const clocks = await Promise.all(unknown.map((one) => one.ask()));
    for (const one of unknown) one.close();

    expect(clocks).to.deep.equal([undefined, undefined, undefined]);
  });

  it("asks anew after its connection was lost", async () => {
    await probe.ask();
    const [connections] = await database.connection.query<RowDataPacket[]>(
      "select id from information_schema.processlist where id <> connection_id() and user = 'root'",
    );
    for (const { id } of connections) await database.connection.query(`kill ${id}`);

    const clock = await eventually("an answer over a new connection", () => probe.ask());

    expect(clock.changedAt).to.be.a("number");
  });
});
