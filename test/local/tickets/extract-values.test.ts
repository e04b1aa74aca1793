import { expect } from "chai";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { createTypedTicketTable, TYPED_TICKETS } from "../../fixtures/typed-ticket-table";
import { extractedRecords } from "./csv-records";
import { eachHasEmptyTicketDatabase } from "./shared-ticket-database";
import type { TicketDatabase } from "./ticket-database";
import { WatchedStore } from "./watched-store";

describe("the values of an extraction", function () {
  this.timeout(60_000);
  let db: TicketDatabase;

  eachHasEmptyTicketDatabase((started) => {
    db = started;
  });

  it("are the source's, whatever is in them", async () => {
    const texts = [
      "plain",
      "",
      " spaces at both ends ",
      'comma, and "quotes", ""twice""',
      "two\nlines",
      "CR\rLF\r\nboth",
      '"',
      ",",
      "\r\n",
      "émoji 😀 ﷽ e\u0301",
      "NULL",
      "\\N",
      "tab\tand \u0000 NUL",
      "'; drop table support_tickets; --",
      "x".repeat(300),
      `${"long ".repeat(20_000)}"end"`,
    ];
    await createTicketTable(db.connection);
    await db.connection.query("alter table support_tickets modify agent_feedback mediumtext");
    await insertTickets(db.connection, [
      ...texts.map((agent_feedback) => ticketRow({ agent_feedback })),
      ticketRow({ agent_feedback: null }),
    ]);

    const result = await db.extract();

    const values = extractedRecords(db.lake, result).map((record) => record[9]);
    expect(values).to.deep.equal([...texts, null]);
  });

  it("are exact in a typed table with a key", async () => {
    await createTypedTicketTable(db.connection);

    const result = await db.extract();

    expect(extractedRecords(db.lake, result)).to.have.deep.members(TYPED_TICKETS);
  });

  it("are hex digits where a binary column holds no text, and text where it does", async () => {
    await createTicketTable(db.connection);
    await db.connection.query("alter table support_tickets modify agent_feedback blob");
    await insertTickets(db.connection, [ticketRow()]);
    await db.connection.query(
      "insert into support_tickets (ticket_id, agent_feedback) values ('B', x'00ff2c22')",
    );
    await db.connection.query("update support_tickets set agent_feedback = 'text, é' where ticket_id <> 'B'");

    const result = await db.extract();

    const values = extractedRecords(db.lake, result).map((record) => record[9]);
    expect(values).to.deep.equal(["text, é", "0x00ff2c22"]);
  });

  it("keep to columns of any name, order and letter case", async () => {
    const odd = ['a "quoted", name', "back`tick", "semi;colon' --", "名前 é", "line\nbreak", "TICKET_ID"];
    const names = [
      ...odd,
      "Created_At",
      "RESOLVED_AT",
      "agent",
      "priority",
      "num_interactions",
      "issuecat",
      "channel",
      "status",
    ];
    const quoted = names.map((name) => `\`${name.replaceAll("`", "``")}\``);
    await db.connection.query(
      `create table \`odd\`\`.;table\` (${quoted.map((name) => `${name} text`).join(", ")})`,
    );
    await db.connection.query("insert into `odd``.;table` values (?)", [
      names.map((_, index) => `value ${index}`),
    ]);

    const result = await db.extract({ table: "`odd``.;table`" });

    expect(result.kind === "extracted" && result.extraction.columns).to.deep.equal(names);
    expect(result.kind === "extracted" && result.extraction.drift).to.deep.equal(odd.slice(0, 5));
    expect(extractedRecords(db.lake, result)).to.deep.equal([names.map((_, index) => `value ${index}`)]);
  });

  it("may come from a table of another database", async () => {
    await db.connection.query("create or replace database other");
    await db.connection.query("use other");
    await createTicketTable(db.connection);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "X" })]);

    const result = await db.extract({ table: "other.support_tickets" });

    expect(extractedRecords(db.lake, result).map(([id]) => id)).to.deep.equal(["X"]);
    await db.connection.query("drop database other");
  });

  it("are all of one moment, whatever is committed while they are read", async () => {
    await createTicketTable(db.connection);
    const rows = Array.from({ length: 1_000 }, (_, index) =>
      ticketRow({ ticket_id: `T${index}`, agent_feedback: "x".repeat(500) }),
    );
    for (let batch = 0; batch < 10; batch++) await insertTickets(db.connection, rows);
    let updated = false;
    const store = new WatchedStore(db.lake, async () => {
      if (updated) return;
      updated = true;
      await db.connection.query("update support_tickets set agent = 'later'");
    });

    const result = await db.extract({ lake: store });

    expect(updated).to.equal(true);
    expect(new Set(extractedRecords(db.lake, result).map((record) => record[3]))).to.deep.equal(
      new Set(["Sneha"]),
    );
    expect(result.kind === "extracted" && result.extraction.rowsWritten).to.equal(10_000);
  });
});
