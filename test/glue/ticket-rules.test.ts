import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { TICKET_QUARANTINE, TICKETS } from "../../runtime/contracts/tickets";
import { type RawTicket, rawTicket, TicketRules } from "./ticket-rules-table";

describe("the ticket rules", function () {
  this.timeout(60_000);
  let rules: TicketRules;

  before(async () => {
    rules = await TicketRules.open();
  });

  after(() => rules.close());

  it("turn a valid row into a ticket with every column of the contract, in its order", async () => {
    const ticket = await rules.ticketOf({
      ticket_id: " TCK0701000\u00a0",
      created_at: "2025-07-01 00:13",
      resolved_at: "2025-07-01 02:00:59",
      agent: "\tSneha ",
      priority: "Hgh",
      num_interactions: "7",
      IssUeCat: "Payment Failure\r\n",
      channel: "web form",
      status: "RESOLVED",
      agent_feedback: ' said "no"\n',
      updated_at: "2025-07-01 02:01:00.500000",
    });

    expect(ticket).to.deep.equal({
      ticket_id: "TCK0701000",
      created_at: "2025-07-01 00:13:00",
      resolved_at: "2025-07-01 02:00:59",
      agent: "Sneha",
      priority: "High",
      num_interactions: 7,
      issue_category: "Payment Failure",
      channel: "Web Form",
      status: "Resolved",
      agent_feedback: ' said "no"\n',
      resolution_minutes: 107,
      updated_at: "2025-07-01 02:01:00.5",
      source_object: "tickets/extract_date=2025-08-01/run",
      extracted_at: "2025-08-01 10:00:00",
      row_hash: ticket?.row_hash,
      created_date: "2025-07-01",
    });
    expect(Object.keys(ticket ?? {})).to.deep.equal([
      ...TICKETS.columns.map(({ name }) => name),
      "created_date",
    ]);
  });

  it("put a rejected row into quarantine with every column of the contract, in its order", async () => {
    const { quarantine } = await rules.apply([
      {},
      { agent: " ", agent_feedback: 'a "quote",\n\\ é 😀 \u0001' },
    ]);

    expect(quarantine).to.have.length(1);
    expect(quarantine[0]).to.deep.equal({
      source_object: "tickets/extract_date=2025-08-01/run",
      source_row: "2",
      record_key: "TCK0701000",
      reasons: ["missing_agent"],
      raw_record:
        '{"ticket_id":"TCK0701000","created_at":"2025-07-01 00:13","resolved_at":null,"agent":" ","priority":"Low",' +
        '"num_interactions":"7","IssUeCat":"Payment Failure","channel":"Email","status":"Open",' +
        '"agent_feedback":"a \\"quote\\",\\n\\\\ é 😀 \\u0001","updated_at":null}',
      rule_version: "tickets-1",
      quarantined_at: "2025-08-01 10:00:00",
    });
    expect(Object.keys(quarantine[0] ?? {})).to.deep.equal(TICKET_QUARANTINE.columns.map(({ name }) => name));
  });

  describe("on duplicates", () => {
    it("collapse exact ones, valid or not", async () => {
      const rejected = { ticket_id: null };

      const { tickets, quarantine } = await rules.apply([{}, rejected, {}, rejected, {}]);

      expect(tickets).to.have.length(1);
      expect(quarantine.map((row) => row.source_row)).to.deep.equal(["2"]);
    });

    it("keep rows of one ticket_id with other values", async () => {
      const { tickets } = await rules.apply([{}, { status: "Escalated" }]);

      expect(tickets.map((ticket) => ticket.status)).to.have.members(["Open", "Escalated"]);
    });

    it("tell NULL from an empty string, and a value from its neighbour's", async () => {
      const { tickets } = await rules.apply([
        { agent_feedback: null },
        { agent_feedback: "" },
        { IssUeCat: "ab", channel: "c" },
        { IssUeCat: "a", channel: "bc" },
      ]);

      expect(tickets).to.have.length(4);
    });

    it("hash the text of the raw record", async () => {
      const { quarantine } = await rules.apply([{ agent: null }]);
      const { tickets } = await rules.apply([{}]);

      const valid = JSON.stringify(rawTicket());
      expect(quarantine[0]?.raw_record).to.equal(JSON.stringify(rawTicket({ agent: null })));
      expect(tickets[0]?.row_hash).to.equal(createHash("md5").update(valid).digest("hex"));
    });
  });

  describe("on ticket_id", () => {
    for (const ticket_id of [null, "", "  ", "\t\r\n\u00a0"]) {
      it(`reject ${JSON.stringify(ticket_id)}`, async () => {
        expect(await rules.reasonsOf({ ticket_id })).to.deep.equal(["missing_ticket_id"]);
      });
    }
  });

  describe("on status", () => {
    for (const [text, status] of [
      [" Open ", "Open"],
      ["oPEN", "Open"],
      ["ESCALATED", "Escalated"],
    ]) {
      it(`read ${JSON.stringify(text)} as ${status}`, async () => {
        expect((await rules.ticketOf({ status: text! }))?.status).to.equal(status);
      });
    }

    it("reject a missing and an unknown one", async () => {
      expect(await rules.reasonsOf({ status: null })).to.deep.equal(["missing_status"]);
      expect(await rules.reasonsOf({ status: "Closed" })).to.deep.equal(["unknown_status"]);
    });

    it("want resolved_at with Resolved, none with Open, either with Escalated", async () => {
      const resolved_at = "2025-07-02 08:00";

      expect(await rules.reasonsOf({ status: "Resolved" })).to.deep.equal(["resolved_without_resolved_at"]);
      expect(await rules.reasonsOf({ status: "Open", resolved_at })).to.deep.equal(["open_with_resolved_at"]);
      expect(await rules.reasonsOf({ status: "Escalated", resolved_at })).to.deep.equal([]);
      expect(await rules.reasonsOf({ status: "Escalated" })).to.deep.equal([]);
    });
  });

  describe("on priority", () => {
    for (const [priority, texts] of Object.entries({
      Low: ["Low", "lw", "LOW ", "Lw"],
      Medium: ["Medium", "Medum", "mEDUM"],
      High: ["High", "Hgh", "\thigh"],
    })) {
      it(`read ${texts.join(", ")} as ${priority}`, async () => {
        const { tickets } = await rules.apply(texts.map((text) => ({ priority: text })));

        expect(tickets.map((ticket) => ticket.priority)).to.deep.equal(texts.map(() => priority));
      });
    }

    it("reject a missing and an unknown one", async () => {
      expect(await rules.reasonsOf({ priority: "" })).to.deep.equal(["missing_priority"]);
      expect(await rules.reasonsOf({ priority: "Urgent" })).to.deep.equal(["unknown_priority"]);
      expect(await rules.reasonsOf({ priority: "HİGH" })).to.deep.equal(["unknown_priority"]);
    });
  });

  describe("on num_interactions", () => {
    for (const [text, number] of [
      ["0", 0],
      [" 7 ", 7],
      ["007", 7],
      ["2147483647", 2_147_483_647],
    ] as const) {
      it(`read ${JSON.stringify(text)} as ${number}`, async () => {
        expect((await rules.ticketOf({ num_interactions: text }))?.num_interactions).to.equal(number);
      });
    }

    it("reject the sentinel as unknown", async () => {
      expect(await rules.reasonsOf({ num_interactions: "-999999" })).to.deep.equal([
        "num_interactions_unknown",
      ]);
    });

    const refused = [
      null,
      "",
      "-1",
      "-0",
      "+7",
      "7.0",
      "7.5",
      "1e3",
      "0x10",
      "1_000",
      "1,000",
      "seven",
      "٧",
      "2147483648",
      "9".repeat(40),
    ];
    it(`reject ${refused.map((text) => JSON.stringify(text)).join(", ")}`, async () => {
      const { quarantine } = await rules.apply(refused.map((num_interactions) => ({ num_interactions })));

      expect(quarantine.map((row) => row.reasons)).to.deep.equal(refused.map(() => ["bad_num_interactions"]));
    });
  });

  describe("on agent, channel and issue_category", () => {
    it("reject blank ones", async () => {
      expect(await rules.reasonsOf({ agent: null })).to.deep.equal(["missing_agent"]);
      expect(await rules.reasonsOf({ channel: "\u00a0" })).to.deep.equal(["missing_channel"]);
      expect(await rules.reasonsOf({ IssUeCat: "\n" })).to.deep.equal(["missing_issue_category"]);
    });

    it("keep a channel that is on no list, trimmed", async () => {
      expect((await rules.ticketOf({ channel: " Fax machine " }))?.channel).to.equal("Fax machine");
    });

    it("write a known channel in one way", async () => {
      expect((await rules.ticketOf({ channel: "EMAIL" }))?.channel).to.equal("Email");
    });
  });

  it("name every rule that a row breaks, in the rules' order", async () => {
    const nothing = Object.fromEntries(Object.keys(rawTicket()).map((name) => [name, ""]));

    expect(await rules.reasonsOf(nothing)).to.deep.equal([
      "missing_ticket_id",
      "missing_created_at",
      "missing_status",
      "missing_priority",
      "bad_num_interactions",
      "missing_agent",
      "missing_channel",
      "missing_issue_category",
    ]);
  });

  it("lose nothing: each distinct row is a ticket or in quarantine, whatever its values", async () => {
    const value = fc.option(
      fc.oneof(
        fc.constantFrom("Open", "Resolved", "2025-07-01 00:13", "Low", "7", "-999999", "Email", "", "a,b"),
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "binary" }),
      ),
      { nil: null },
    );
    const row = fc.record(Object.fromEntries(Object.keys(rawTicket()).map((name) => [name, value])));
    const mostlyValid = fc.record({
      agent: value,
      status: fc.constantFrom("Open", "Escalated"),
      IssUeCat: value,
    });

    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(row, mostlyValid), { maxLength: 10 }), async (rows) => {
        const distinct = new Set(
          rows.map((values) => JSON.stringify(rawTicket(values as Partial<RawTicket>))),
        );

        const { tickets, quarantine } = await rules.apply(rows as Partial<RawTicket>[]);

        expect(tickets.length + quarantine.length).to.equal(distinct.size);
        for (const { raw_record } of quarantine) {
          expect(distinct).to.include(JSON.stringify(JSON.parse(String(raw_record))));
        }
      }),
      { numRuns: 30 },
    );
  });
});
