import { expect } from "chai";
import { createTicketTable, insertTickets, ticketRow } from "../../fixtures/ticket-rows";
import { createTypedTicketTable, TYPED_TICKETS } from "../../fixtures/typed-ticket-table";
import type { TicketDatabase } from "../tickets/ticket-database";
import { extractByBoth, transformByBoth } from "./by-both";
import { eachHasTwoEngines } from "./two-engine-bed";
import type { TwoEngines } from "./two-engines";

describe("values that Spark reads over JDBC", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;

  eachHasTwoEngines((bed) => {
    ({ db, engines } = bed);
  });

  it("are exact in a typed table with a key", async () => {
    await createTypedTicketTable(db.connection);

    const { records } = await extractByBoth(engines);

    expect(records).to.have.deep.members(TYPED_TICKETS);
  });

  it("are partial zero dates as they stand, which go to quarantine", async () => {
    await createTicketTable(db.connection);
    await db.connection.query("set session sql_mode = ''");
    await db.connection.query(
      "alter table support_tickets modify created_at datetime, modify resolved_at date",
    );
    await insertTickets(db.connection, [
      ticketRow({ ticket_id: "A", created_at: "2025-00-10 10:00:00" }),
      ticketRow({
        ticket_id: "B",
        created_at: "2025-07-01 10:00:00",
        resolved_at: "2025-07-00",
        status: "Escalated",
      }),
    ]);

    const { records, lake } = await extractByBoth(engines);
    const transformed = await transformByBoth(engines, lake);

    expect(records.map((record) => [record[1], record[2]])).to.deep.equal([
      ["2025-00-10 10:00:00", null],
      ["2025-07-01 10:00:00", "2025-07-00"],
    ]);
    expect(transformed.counts).to.deep.equal({ recordsIn: 2, kept: 0, duplicate: 0, rejected: 2 });
  });

  it("are hex digits where a binary column holds no text, and text where it does", async () => {
    await createTicketTable(db.connection);
    await db.connection.query(
      "alter table support_tickets modify agent_feedback blob, modify agent varbinary(20)",
    );
    await insertTickets(db.connection, [
      ticketRow({ ticket_id: "A", agent_feedback: "text, é", agent: "Zoë 😀" }),
    ]);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "B", agent: null })]);
    await db.connection.query(
      "update support_tickets set agent_feedback = x'00ff2c22' where ticket_id = 'B'",
    );

    const { records } = await extractByBoth(engines);

    expect(records.map((record) => [record[3], record[9]])).to.deep.equal([
      ["Zoë 😀", "text, é"],
      [null, "0x00ff2c22"],
    ]);
  });

  it("are of the columns that `select *` gives, an invisible one being the server's own affair", async () => {
    await createTicketTable(db.connection);
    await db.connection.query(
      "alter table support_tickets add my_row_id bigint unsigned auto_increment primary key invisible first",
    );
    await insertTickets(db.connection, [ticketRow({ ticket_id: "A" })]);

    const { records } = await extractByBoth(engines);

    expect(records).to.deep.equal([Object.values(ticketRow({ ticket_id: "A" }))]);
  });

  it("may be cells of 1 MB with NUL bytes, line breaks and quotes, as they stand in processed and in quarantine", async () => {
    await createTicketTable(db.connection);
    await db.connection.query("alter table support_tickets modify agent_feedback mediumtext");
    const large = `${'long\r\n"text", \u0000 é😀'.repeat(60_000)}end`;
    await insertTickets(db.connection, [ticketRow({ ticket_id: "A", agent_feedback: large })]);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "B", agent: "", agent_feedback: large })]);

    const { records, lake } = await extractByBoth(engines);
    const transformed = await transformByBoth(engines, lake);

    expect(large.length).to.be.greaterThan(1_000_000);
    expect(records[0]?.[9]).to.equal(large);
    expect(transformed.counts).to.deep.equal({ recordsIn: 2, kept: 1, duplicate: 0, rejected: 1 });
    expect(await transformed.processed("select agent_feedback")).to.deep.equal([[large]]);
    const [[record] = []] = await transformed.quarantine("select raw_record");
    expect(JSON.parse(String(record))).to.include({ ticket_id: "B", agent_feedback: large });
  });

  it("are kept or go to quarantine as they stand, whatever the types of the tickets' own columns", async () => {
    await db.connection.query("set session sql_mode = ''");
    await db.connection.query(`
      create table support_tickets (
        ticket_id varchar(20) primary key, created_at datetime, resolved_at timestamp null, agent varbinary(20),
        priority enum('Low', 'High'), num_interactions bigint unsigned, IssUeCat char(20), channel varchar(20),
        status varchar(20), agent_feedback mediumtext, is_vip tinyint(1)
      )`);
    const noUtf8 = Buffer.from("61ff00", "hex");
    const large = `\u0000${'"é😀"\r\n'.repeat(200_000)}`;
    const rows: readonly (readonly unknown[])[] = [
      ["A", "2025-07-01 02:30:00", null, "Zoë", "High", "7", "Login", "Chat", "Open", large, 2],
      [
        "B",
        "2025-07-01 02:30:00",
        null,
        "Zoë",
        "High",
        "18446744073709551615",
        "Login",
        "Chat",
        "Open",
        null,
        1,
      ],
      ["C", "0000-00-00 00:00:00", null, "Zoë", "High", "7", "Login", "Chat", "Open", null, 0],
      ["D", "2025-00-10 00:00:00", null, "Zoë", "High", "7", "Login", "Chat", "Open", null, null],
      ["E", "2025-07-01 02:30:00", "0000-00-00", "Zoë", "High", "7", "Login", "Chat", "Resolved", null, -1],
      ["F", "1899-07-01 02:30:00", null, noUtf8, "High", "7", "Login", "Chat", "Open", null, 1],
      ["G", "2025-03-30 02:30:00", null, noUtf8, "High", "7", "Login", "Chat", "Open", null, 1],
      ["H", "9999-12-31 23:59:59", null, "Zoë", "none", "7", "Login", "Chat", "Open", null, 1],
    ];
    await db.connection.query("insert into support_tickets values ?", [rows]);

    const { records, lake } = await extractByBoth(engines);
    const transformed = await transformByBoth(engines, lake);

    expect(records.map((record) => record[10])).to.have.members(["2", "1", "0", null, "-1", "1", "1", "1"]);
    const kept = await transformed.processed(
      "select ticket_id, cast(created_at at time zone 'UTC' as varchar), agent, agent_feedback order by 1",
    );
    expect(kept).to.deep.equal([
      ["A", "2025-07-01 02:30:00", "Zoë", large],
      ["G", "2025-03-30 02:30:00", "0x61ff00", null],
    ]);
    const rejected = await transformed.quarantine(`select
      record_key, array_to_string(reasons, ' '), raw_record ->> 'created_at', raw_record ->> 'resolved_at',
      raw_record ->> 'agent', raw_record ->> 'priority', raw_record ->> 'num_interactions' order by 1`);
    const [time, zero] = ["2025-07-01 02:30:00", "0000-00-00 00:00:00"];
    expect(rejected).to.deep.equal([
      ["B", "bad_num_interactions", time, null, "Zoë", "High", "18446744073709551615"],
      ["C", "bad_created_at", zero, null, "Zoë", "High", "7"],
      ["D", "bad_created_at", "2025-00-10 00:00:00", null, "Zoë", "High", "7"],
      ["E", "bad_resolved_at", time, zero, "Zoë", "High", "7"],
      ["F", "bad_created_at", "1899-07-01 02:30:00", null, "0x61ff00", "High", "7"],
      ["H", "bad_created_at missing_priority", "9999-12-31 23:59:59", null, "Zoë", "", "7"],
    ]);
  });
});
