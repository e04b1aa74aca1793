import type { RawTicket, TicketFault } from "./raw-ticket";
import type { SeededRandom } from "./seeded-random";
import { UNKNOWN_INTERACTIONS } from "./ticket-vocabulary";

/** Share of the rows that are made to break a rule, and of those the share that are made to break a second one. */
const FAULTY_SHARE = 0.025;
const TWO_FAULTS_SHARE = 0.05;

/**
 * Taken in turn, so that a table of some 500 rows has each of them. Unknown interactions are not among them:
 * they are a habit of the source and come with every fifth row.
 */
const FAULTS: readonly [TicketFault, ...TicketFault[]] = [
  "resolved before created",
  "agent blank",
  "resolved without a time",
  "created_at unreadable",
  "priority unknown",
  "interactions no number",
  "resolved_at unreadable",
  "open with a time",
  "status unknown",
  "no ticket number",
  "channel blank",
  "issue category blank",
];

/** Faults that go with every other: the rules about these columns look at no second one. */
const SECOND_FAULTS: readonly [TicketFault, ...TicketFault[]] = [
  "priority unknown",
  "interactions no number",
  "agent blank",
];

/** Values that look like a time to people, or hardly, and are none. */
const UNREADABLE_TIMES = [
  "2025-13-45 10:00",
  "2025-02-30 08:15",
  "01/07/2025 09:30",
  "yesterday",
  "0000-00-00 00:00",
] as const;

const BLANKS = ["", "   ", null] as const;

/** Makes some rows break one or two of the rules of docs/data.md section 1. */
export class TicketFaults {
  private faulty = 0;

  constructor(private readonly random: SeededRandom) {}

  /** The row, most often as it is, and the names of the faults it now has. */
  apply(row: RawTicket): { readonly row: RawTicket; readonly faults: readonly TicketFault[] } {
    const faults = this.random.chance(FAULTY_SHARE) ? this.nextFaults() : [];
    const broken = faults.reduce((changed, fault) => withFault(changed, fault, this.random), row);
    if (broken.num_interactions !== UNKNOWN_INTERACTIONS) return { row: broken, faults };
    return { row: broken, faults: [...faults, "interactions unknown"] };
  }

  private nextFaults(): readonly TicketFault[] {
    const first = FAULTS[this.faulty++ % FAULTS.length] ?? FAULTS[0];
    const second = this.random.chance(TWO_FAULTS_SHARE) ? this.random.pick(SECOND_FAULTS) : first;
    return first === second ? [first] : [first, second];
  }
}

function withFault(row: RawTicket, fault: TicketFault, random: SeededRandom): RawTicket {
  switch (fault) {
    case "no ticket number":
      return { ...row, ticket_id: random.pick(BLANKS) };
    case "created_at unreadable":
      return { ...row, created_at: random.pick([...UNREADABLE_TIMES, ...BLANKS]) };
    case "resolved_at unreadable":
      return { ...row, status: "Resolved", resolved_at: random.pick(UNREADABLE_TIMES) };
    case "resolved before created":
      return { ...row, status: "Resolved", resolved_at: "2000-01-01 00:00" };
    case "status unknown":
      return { ...row, status: random.pick(["Pending", "Reopend", "", null]) };
    case "resolved without a time":
      return { ...row, status: "Resolved", resolved_at: random.pick(["", null]) };
    case "open with a time":
      return { ...row, status: "Open", resolved_at: row.created_at };
    case "priority unknown":
      return { ...row, priority: random.pick(["Urgent", "P1", "", null]) };
    case "interactions unknown":
      return { ...row, num_interactions: UNKNOWN_INTERACTIONS };
    case "interactions no number":
      return { ...row, num_interactions: random.pick(["many", "-3", "2.5", "", null]) };
    case "agent blank":
      return { ...row, agent: random.pick(BLANKS) };
    case "channel blank":
      return { ...row, channel: random.pick(BLANKS) };
    case "issue category blank":
      return { ...row, IssUeCat: random.pick(BLANKS) };
  }
}
