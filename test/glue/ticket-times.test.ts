import { expect } from "chai";
import { TicketRules } from "./ticket-rules-table";

describe("the ticket rules, of times", function () {
  this.timeout(60_000);
  let rules: TicketRules;

  before(async () => {
    rules = await TicketRules.open();
  });

  after(() => rules.close());

  describe("on times", () => {
    const readings: readonly [text: string, time: string][] = [
      ["2025-07-01 00:13", "2025-07-01 00:13:00"],
      ["2025-07-01 23:59:59", "2025-07-01 23:59:59"],
      [" 2025-07-01 00:13\n", "2025-07-01 00:13:00"],
      ["2025-07-01 00:13:00.000000", "2025-07-01 00:13:00"],
      ["2025-07-01 00:13:00.5", "2025-07-01 00:13:00.5"],
      ["2025-07-01 00:13:00.123456", "2025-07-01 00:13:00.123456"],
      ["2024-02-29 12:00", "2024-02-29 12:00:00"],
      ["2000-01-01 00:00", "2000-01-01 00:00:00"],
      ["2099-12-31 23:59:59.999999", "2099-12-31 23:59:59.999999"],
    ];
    it(`read ${readings.map(([text]) => JSON.stringify(text)).join(", ")}`, async () => {
      const rows = readings.map(([created_at], index) => ({ created_at, ticket_id: String(index) }));

      const { tickets } = await rules.apply(rows);

      expect(tickets.map((ticket) => ticket.created_at)).to.deep.equal(readings.map(([, time]) => time));
    });

    const refused = [
      "2025-02-30 10:00",
      "2025-02-29 10:00",
      "2025-07-01 24:00",
      "2025-07-01 23:60",
      "2025-07-01 23:59:60",
      "1999-12-31 23:59",
      "2100-01-01 00:00",
      "0000-00-00 00:00:00",
      "2025-00-10 10:00",
      "2025-13-01 10:00",
      "2025-07-01",
      "2025-07-01 10",
      "2025-7-1 9:05",
      "2025-07-01 9:05",
      "2025-07-01T09:05",
      "2025-07-01 09:05Z",
      "2025-07-01 09:05:00Z",
      "2025-07-01 09:05:00 UTC",
      "2025-07-01 09:05:00+07",
      "2025-07-01 09:05:00.",
      "2025-07-01 09:05:00.1234567",
      "2025-07-01 09:05:00.12a",
      "2025-07-01 09:05:00,123",
      "2025/07/01 09:05",
      "01-07-2025 09:05",
      "20250701 09:05:00",
      "2025-07-01  09:05",
      "２０２５-07-01 09:05",
      "2025-07-01 ٠٩:05",
      "2025-07-01 09:05 AM",
      "yesterday",
      "1751331900",
      "NULL",
      "infinity",
      "epoch",
    ];
    it(`reject ${refused.map((text) => JSON.stringify(text)).join(", ")}`, async () => {
      const created = await rules.apply(refused.map((created_at) => ({ created_at })));
      const resolved = await rules.apply(
        refused.map((resolved_at) => ({ status: "Escalated", resolved_at })),
      );

      expect(created.quarantine.map((row) => row.reasons)).to.deep.equal(
        refused.map(() => ["bad_created_at"]),
      );
      expect(resolved.quarantine.map((row) => row.reasons)).to.deep.equal(
        refused.map(() => ["bad_resolved_at"]),
      );
    });

    it("reject a missing created_at", async () => {
      expect(await rules.reasonsOf({ created_at: null })).to.deep.equal(["missing_created_at"]);
      expect(await rules.reasonsOf({ created_at: " " })).to.deep.equal(["missing_created_at"]);
    });

    it("take NULL, '' and blanks for no resolved_at", async () => {
      const { tickets } = await rules.apply([
        { resolved_at: null },
        { resolved_at: "" },
        { resolved_at: "\t " },
      ]);

      expect(tickets.map((ticket) => ticket.resolved_at)).to.deep.equal([null, null, null]);
      expect(tickets.map((ticket) => ticket.resolution_minutes)).to.deep.equal([null, null, null]);
    });

    it("reject resolved before created, and allow the same moment", async () => {
      const before = {
        status: "Resolved",
        created_at: "2025-07-01 00:13",
        resolved_at: "2025-07-01 00:12:59",
      };
      const same = { ...before, resolved_at: "2025-07-01 00:13" };

      expect(await rules.reasonsOf(before)).to.deep.equal(["resolved_before_created"]);
      expect((await rules.ticketOf(same))?.resolution_minutes).to.equal(0);
    });

    it("count whole minutes, over a century too", async () => {
      const almost = {
        status: "Resolved",
        created_at: "2025-07-01 00:00:00.9",
        resolved_at: "2025-07-01 00:01:00.1",
      };
      const century = { status: "Resolved", created_at: "2000-01-01 00:00", resolved_at: "2099-12-31 23:59" };

      expect((await rules.ticketOf(almost))?.resolution_minutes).to.equal(0);
      expect((await rules.ticketOf(century))?.resolution_minutes).to.equal(36_525 * 1_440 - 1);
    });

    it("leave an unreadable updated_at empty", async () => {
      expect((await rules.ticketOf({ updated_at: "soon" }))?.updated_at).to.equal(null);
    });
  });

  describe("on the company's time zone", () => {
    const readings: readonly [zone: string, local: string, utc: string, date: string][] = [
      ["Europe/Berlin", "2025-07-01 00:13", "2025-06-30 22:13:00", "2025-06-30"],
      ["Europe/Berlin", "2025-01-01 00:13", "2024-12-31 23:13:00", "2024-12-31"],
      ["Asia/Kolkata", "2025-07-01 00:13", "2025-06-30 18:43:00", "2025-06-30"],
      ["America/New_York", "2025-07-01 20:13", "2025-07-02 00:13:00", "2025-07-02"],
      // Clocks set back at 03:00 (01:00 UTC): 02:30 occurs twice, the first one counts.
      ["Europe/Berlin", "2025-10-26 02:30", "2025-10-26 00:30:00", "2025-10-26"],
      ["Australia/Lord_Howe", "2025-04-06 01:45", "2025-04-05 14:45:00", "2025-04-05"],
      // Clocks set forward at 02:00 (01:00 UTC): 02:30 does not occur and becomes 03:30.
      ["Europe/Berlin", "2025-03-30 02:30", "2025-03-30 01:30:00", "2025-03-30"],
    ];
    for (const [zone, local, utc, date] of readings) {
      it(`read ${local} in ${zone} as ${utc} UTC`, async () => {
        const ticket = await rules.ticketOf({ created_at: local }, zone);

        expect(ticket).to.include({ created_at: utc, created_date: date });
      });
    }
  });
});
