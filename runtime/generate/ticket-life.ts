import { minuteText } from "./calendar";
import type { RawTicket } from "./raw-ticket";
import type { SeededRandom } from "./seeded-random";
import {
  AGENTS,
  CHANNELS,
  FEEDBACK,
  ISSUE_CATEGORIES,
  LONGEST_RESOLUTION_MINUTES,
  PRIORITIES,
  PRIORITY_TYPOS,
  type Priority,
  UNKNOWN_INTERACTIONS,
} from "./ticket-vocabulary";

export type TicketStatus = "Open" | "Resolved" | "Escalated";

/** What becomes of a ticket, before anyone writes it down. Times are minutes since 1970. */
export interface TicketLife {
  readonly number: string;
  readonly createdAt: number;
  /** Absent while open; an escalated ticket may have the time it was handed on. */
  readonly resolvedAt?: number;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly agent: string;
  readonly issueCategory: string;
  readonly channel: string;
}

/** A ticket's life up to `end` (minutes since 1970): what would be resolved later is still open. */
export function newTicket(number: string, createdAt: number, end: number, random: SeededRandom): TicketLife {
  const priority = random.pickWeighted(PRIORITIES);
  const intended = random.pickWeighted<TicketStatus>([
    ["Resolved", 0.78],
    ["Escalated", 0.1],
    ["Open", 0.12],
  ]);
  // Squared, so that most are done early and a few take long.
  const duration = Math.round(random.next() ** 2 * LONGEST_RESOLUTION_MINUTES[priority]);
  const handedOn = intended === "Resolved" || (intended === "Escalated" && random.chance(0.5));
  const isDoneInTime = createdAt + duration < end;
  return {
    number,
    createdAt,
    ...(handedOn && isDoneInTime && { resolvedAt: createdAt + duration }),
    status: intended === "Resolved" && !isDoneInTime ? "Open" : intended,
    priority,
    agent: random.pick(AGENTS),
    issueCategory: random.pick(ISSUE_CATEGORIES),
    channel: random.pick(CHANNELS),
  };
}

/** The row that a hurried person writes of a ticket: valid, with typing errors that the rules correct. */
export function writeCarelessly(life: TicketLife, status: TicketStatus, random: SeededRandom): RawTicket {
  const isTimed = status !== "Open" && life.resolvedAt !== undefined;
  return {
    ticket_id: life.number,
    created_at: writeTime(life.createdAt, random),
    resolved_at: isTimed ? writeTime(life.resolvedAt, random) : random.pick(["", null]),
    agent: withStrayBlanks(life.agent, 0.01, random),
    priority: writePriority(life.priority, random),
    num_interactions: random.chance(0.2) ? UNKNOWN_INTERACTIONS : String(random.between(1, 12)),
    IssUeCat: life.issueCategory,
    channel: life.channel,
    status,
    agent_feedback: writeFeedback(random),
  };
}

function writeTime(minutes: number, random: SeededRandom): string {
  const text = minuteText(minutes);
  return random.chance(0.05) ? `${text}:00` : text;
}

function writePriority(priority: Priority, random: SeededRandom): string {
  const spelling = random.chance(0.06) ? PRIORITY_TYPOS[priority] : priority;
  const cased = random.pickWeighted([
    [spelling, 0.94],
    [spelling.toUpperCase(), 0.03],
    [spelling.toLowerCase(), 0.03],
  ]);
  return withStrayBlanks(cased, 0.03, random);
}

function withStrayBlanks(text: string, share: number, random: SeededRandom): string {
  return random.chance(share) ? random.pick([` ${text}`, `${text} `, `  ${text}\t`]) : text;
}

function writeFeedback(random: SeededRandom): string | null {
  return random.pickWeighted<string | null>([
    ["", 0.6],
    [null, 0.1],
    [random.pick(FEEDBACK), 0.3],
  ]);
}
