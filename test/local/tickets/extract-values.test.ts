import { expect } from "chai";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { extractedRecords } from "./csv-records";
import { TicketDatabase } from "./ticket-database";
import { WatchedStore } from "./watched-store";

describe("the values of an extraction", function () {
  this.timeout(60_000);
  let db: TicketDatabase;

  before(async () => {
    db = await TicketDatabase.start();
  });

  after(() => db.stop());

  beforeEach(() => db.reset());

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
    await db.connection.query(`
      create table support_tickets (
        id bigint unsigned primary key, ticket_id varchar(20) unique, created_at datetime, resolved_at datetime(6) null,
        agent varchar(50), priority enum('Low', 'Medium', 'High'), num_interactions int, IssUeCat varchar(50),
        channel varchar(20) character set latin1, status set('Open', 'Resolved'), agent_feedback json, price decimal(30, 10), ratio double,
        day date, at time, flag bit(1), tiny tinyint(1), year_of year
      )`);
    await db.connection.query("set session sql_mode = ''");
    await db.connection.query(`
      insert into support_tickets values
        (18446744073709551615, 'T1', '2025-07-01 00:13:00', '2025-07-01 00:14:00.123456', 'Müller', 'High', -999999, 'Login', 'Ünï', 'Open',
         '{"a": 9007199254740993}', 12345678901234567890.0123456789, 0.1, '2025-02-28', '-12:34:56', b'1', 1, 2025),
        (1, 'T2', '0000-00-00 00:00:00', null, '', 'Low', 7, 'Login', 'Chat', '', null, null, null, '0000-00-00', null, b'0', 0, 1999)`);

    const result = await db.extract();

    expect(extractedRecords(db.lake, result)).to.have.deep.members([
      [
        "18446744073709551615",
        "T1",
        "2025-07-01 00:13:00",
        "2025-07-01 00:14:00.123456",
        "Müller",
        "High",
        "-999999",
        "Login",
        "Ünï",
        "Open",
        '{"a": 9007199254740993}',
        "12345678901234567890.0123456789",
        "0.1",
        "2025-02-28",
        "-12:34:56",
        "\u0001",
        "1",
        "2025",
      ],
      [
        "1",
        "T2",
        "0000-00-00 00:00:00",
        null,
        "",
        "Low",
        "7",
        "Login",
        "Chat",
        "",
        null,
        null,
        null,
        "0000-00-00",
        null,
        "\u0000",
        "0",
        "1999",
      ],
    ]);
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
