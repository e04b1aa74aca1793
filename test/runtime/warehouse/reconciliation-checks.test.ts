import { expect } from "chai";
import { ticketChecks } from "../../../runtime/warehouse/reconciliation-checks";

const SOURCE = {
  distinctTickets: 10,
  census: {
    keyHashSum: 1_000,
    resolvedTickets: 5,
    escalatedTickets: 2,
    openTickets: 3,
    severalStatuses: 0,
  },
};
const KNOWN = {
  all_tickets: 10,
  key_hash_sum: 1_000,
  resolved_tickets: 5,
  escalated_tickets: 2,
  open_tickets: 3,
  unsettled_tickets: 0,
};

/** Names of the checks that do not match. */
function mismatches(source: typeof SOURCE, known: typeof KNOWN): string[] {
  return ticketChecks(source, known)
    .filter(({ isMatch }) => !isMatch)
    .map(({ checkName }) => checkName);
}

describe("the checks of the source's tickets", () => {
  it("compare their number, the sum of their ids and their number by status", () => {
    expect(ticketChecks(SOURCE, KNOWN)).to.deep.equal([
      { checkName: "tickets", sourceValue: 10, warehouseValue: 10, isMatch: true },
      { checkName: "ticket_keys", sourceValue: 1_000, warehouseValue: 1_000, isMatch: true },
      { checkName: "tickets_open", sourceValue: 3, warehouseValue: 3, isMatch: true },
      { checkName: "tickets_escalated", sourceValue: 2, warehouseValue: 2, isMatch: true },
      { checkName: "tickets_resolved", sourceValue: 5, warehouseValue: 5, isMatch: true },
    ]);
  });

  it("compare their number alone where an extraction of before has no census", () => {
    expect(ticketChecks({ distinctTickets: 11 }, KNOWN)).to.deep.equal([
      { checkName: "tickets", sourceValue: 11, warehouseValue: 10, isMatch: false },
    ]);
  });

  it("find a ticket that is missing, and of which status", () => {
    const known = { ...KNOWN, all_tickets: 9, key_hash_sum: 900, open_tickets: 2 };

    expect(mismatches(SOURCE, known)).to.deep.equal(["tickets", "ticket_keys", "tickets_open"]);
  });

  it("find another ticket in the place of one", () => {
    expect(mismatches(SOURCE, { ...KNOWN, key_hash_sum: 999 })).to.deep.equal(["ticket_keys"]);
  });

  it("find a change of status that was not seen", () => {
    const known = { ...KNOWN, open_tickets: 4, resolved_tickets: 4 };

    expect(mismatches(SOURCE, known)).to.deep.equal(["tickets_open", "tickets_resolved"]);
  });

  it("explain by deleted tickets what the warehouse has more, and no more than that", () => {
    const deleted = { ...KNOWN, all_tickets: 11, key_hash_sum: 1_100, open_tickets: 4 };

    expect(mismatches(SOURCE, deleted)).to.deep.equal([]);
    expect(mismatches(SOURCE, { ...deleted, open_tickets: 5 })).to.deep.equal(["tickets_open"]);
  });

  it("explain by unsettled tickets, and by those of several statuses, that a status differs", () => {
    const known = { ...KNOWN, open_tickets: 4, resolved_tickets: 4 };
    const several = { ...SOURCE, census: { ...SOURCE.census, severalStatuses: 1 } };

    expect(mismatches(SOURCE, { ...known, unsettled_tickets: 1 })).to.deep.equal([]);
    expect(mismatches(several, known)).to.deep.equal([]);
  });
});
