import { expect } from "chai";
import {
  type GeneratedTicket,
  generateTickets,
  type RawTicket,
  type TicketFault,
} from "../../../local/generate";

const OPTIONS = { days: 5, tickets: 4_000, seed: 11 };

describe("generated tickets", () => {
  const generated = [...generateTickets(OPTIONS)];
  const rows = generated.map(({ row }) => row);

  it("are the same for the same seed and others for another", () => {
    const again = [...generateTickets(OPTIONS)];
    const other = [...generateTickets({ ...OPTIONS, seed: 12 })];

    expect(again).to.deep.equal(generated);
    expect(other).to.not.deep.equal(generated);
  });

  it("have as many distinct numbers as asked for, spread over the days", () => {
    const numbers = new Set(rows.map(({ ticket_id }) => ticket_id?.trim()).filter(Boolean));

    // A few tickets lose their number to a fault.
    expect(numbers.size).to.be.within(3_980, 4_000);
    expect([...numbers].filter((number) => number?.startsWith("TCK0705")).length).to.be.within(790, 800);
  });

  it("keep their numbers apart over more than a year", () => {
    const twoYears = [...generateTickets({ days: 730, tickets: 730, seed: 1 })];

    const numbers = new Set(twoYears.map(({ row }) => row.ticket_id?.trim()).filter(Boolean));
    expect(numbers.size).to.be.within(715, 730);
    expect([...numbers]).to.include.members(["TCK250701000", "TCK260701000"]);
  });

  it("repeat about 8 % of the rows exactly, and mark just those", () => {
    const seen = new Set<string>();
    const repeated = generated.map(({ row }) => {
      const text = JSON.stringify(row);
      const isRepeated = seen.has(text);
      seen.add(text);
      return isRepeated;
    });

    expect(generated.map(({ isDuplicate }) => isDuplicate)).to.deep.equal(repeated);
    expect(repeated.filter(Boolean).length / rows.length).to.be.within(0.07, 0.09);
  });

  it("break just the rules that they say they break", () => {
    const wrong = generated.filter(({ row, faults }) => !sameSet(brokenRules(row), faults));

    expect(wrong).to.deep.equal([]);
  });

  it("break each rule, and sometimes two at once", () => {
    const faults = new Set(generated.flatMap((ticket) => ticket.faults));

    expect(faults.size).to.equal(13);
    expect(generated.some((ticket) => ticket.faults.length === 2)).to.equal(true);
  });

  it("show typing errors, letter cases and stray blanks in priorities", () => {
    const priorities = new Set(rows.map(({ priority }) => priority));

    expect([...priorities]).to.include.members(["Medum", "Lw", "Hgh", "HIGH", "medium", " Low", "High "]);
  });

  it("have the sentinel in one row of five, and both spellings of no time", () => {
    const unknown = rows.filter(({ num_interactions }) => num_interactions === "-999999").length;
    const open = rows.filter(({ status }) => status === "Open").map(({ resolved_at }) => resolved_at);

    expect(unknown / rows.length).to.be.within(0.18, 0.22);
    expect(open).to.include.members(["", null]);
  });

  it("come as Open and later as Resolved for some tickets", () => {
    const changed = ticketsWithTwoVersions(generated);

    expect(changed.length).to.be.greaterThan(50);
    for (const statuses of changed) expect(statuses[0]).to.equal("Open");
  });

  it("carry quotes, commas, line breaks, backslashes and emoji in the feedback", () => {
    const feedback = rows.map(({ agent_feedback }) => agent_feedback ?? "").join("");

    for (const piece of ['"', "'", ",", "\n", "\r\n", "\\", "🚨", "\t"]) expect(feedback).to.include(piece);
  });
});

/** The rules of docs/data.md section 1, said once more and otherwise than the platform says them. */
function brokenRules(row: RawTicket): TicketFault[] {
  const text = (value: string | null): string => (value ?? "").trim();
  const created = timeOf(text(row.created_at));
  const resolved = timeOf(text(row.resolved_at));
  const hasResolved = text(row.resolved_at) !== "";
  const priority = text(row.priority).toLowerCase();
  const interactions = text(row.num_interactions);
  const checks: [TicketFault, boolean][] = [
    ["no ticket number", text(row.ticket_id) === ""],
    ["created_at unreadable", created === undefined],
    ["resolved_at unreadable", hasResolved && resolved === undefined],
    ["resolved before created", created !== undefined && resolved !== undefined && resolved < created],
    ["status unknown", !["Open", "Resolved", "Escalated"].includes(text(row.status))],
    ["resolved without a time", row.status === "Resolved" && !hasResolved],
    ["open with a time", row.status === "Open" && hasResolved],
    ["priority unknown", !["low", "lw", "medium", "medum", "high", "hgh"].includes(priority)],
    ["interactions unknown", interactions === "-999999"],
    ["interactions no number", interactions !== "-999999" && !/^\d+$/.test(interactions)],
    ["agent blank", text(row.agent) === ""],
    ["channel blank", text(row.channel) === ""],
    ["issue category blank", text(row.IssUeCat) === ""],
  ];
  return checks.filter(([, isBroken]) => isBroken).map(([fault]) => fault);
}

/** Milliseconds of a real time `YYYY-MM-DD HH:MM[:SS]`, else undefined. */
function timeOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/.test(text)) return undefined;
  const date = new Date(`${text.replace(" ", "T")}Z`);
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toISOString().slice(0, 10) === text.slice(0, 10) ? date.getTime() : undefined;
}

function sameSet<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((item) => right.includes(item));
}

/** Statuses of the valid distinct rows of each ticket that has two, in the order of the rows. */
function ticketsWithTwoVersions(tickets: readonly GeneratedTicket[]): (string | null)[][] {
  const versions = new Map<string | null, (string | null)[]>();
  for (const { row, isDuplicate, faults } of tickets) {
    if (isDuplicate || faults.length > 0) continue;
    versions.set(row.ticket_id, [...(versions.get(row.ticket_id) ?? []), row.status]);
  }
  return [...versions.values()].filter((statuses) => statuses.length > 1);
}
