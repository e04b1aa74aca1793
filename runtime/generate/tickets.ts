import { DAY_MINUTES, DEFAULT_START, dayAfter, minutesOf, ticketNumber, YEAR_DAYS } from "./calendar";
import type { GeneratedTicket, RawTicket } from "./raw-ticket";
import { SeededRandom } from "./seeded-random";
import { TicketFaults } from "./ticket-faults";
import { newTicket, type TicketLife, writeCarelessly } from "./ticket-life";

/** Share of all rows that repeat an earlier one exactly. */
const DUPLICATE_SHARE = 0.08;
/** Share of the tickets that come as Open first and as Resolved in a later row. */
const TWO_VERSIONS_SHARE = 0.06;
/** So many tickets wait for their second row. */
const WAITING_TICKETS = 50;
/** How far back a repeated row may lie. */
const REMEMBERED_ROWS = 500;

export interface TicketOptions {
  /** Days that the tickets are created in, at least 1. */
  readonly days: number;
  /** Distinct tickets; there are about 15 % more rows: repeats and second versions. */
  readonly tickets: number;
  readonly seed: number;
  /** First day, `YYYY-MM-DD`; 2025-07-01 unless given. */
  readonly start?: string;
}

/**
 * The rows of a `support_tickets` table with every defect of docs/data.md section 1, in the order in which the table
 * got them. The same options yield the same rows. What is not resolved by the end of the last day is open.
 */
export function* generateTickets(options: TicketOptions): Generator<GeneratedTicket, void> {
  const random = new SeededRandom(options.seed);
  const faults = new TicketFaults(random);
  const start = options.start ?? DEFAULT_START;
  const end = minutesOf(start) + options.days * DAY_MINUTES;
  const memory: GeneratedTicket[] = [];
  const unfinished: TicketLife[] = [];

  function* emit(row: RawTicket): Generator<GeneratedTicket, void> {
    const generated = { ...faults.apply(row), isDuplicate: false };
    memory[random.between(0, REMEMBERED_ROWS - 1)] = generated;
    yield generated;
    while (random.chance(DUPLICATE_SHARE)) {
      const repeated = memory[random.between(0, REMEMBERED_ROWS - 1)] ?? generated;
      yield { ...repeated, isDuplicate: true };
    }
  }

  for (let day = 0; day < options.days; day++) {
    const date = dayAfter(start, day);
    for (let sequence = 0; sequence < ticketsOf(day, options); sequence++) {
      const number = ticketNumber(date, sequence, options.days > YEAR_DAYS);
      const createdAt = minutesOf(date) + random.between(0, DAY_MINUTES - 1);
      const life = newTicket(number, createdAt, end, random);
      const isSeenOpen = life.status === "Resolved" && random.chance(TWO_VERSIONS_SHARE);
      yield* emit(writeCarelessly(life, isSeenOpen ? "Open" : life.status, random));
      if (isSeenOpen) unfinished.push(life);
      // The second version comes a while after the first, not next to it.
      const oldest = unfinished.length > WAITING_TICKETS ? unfinished.shift() : undefined;
      if (oldest !== undefined) yield* emit(writeCarelessly(oldest, oldest.status, random));
    }
  }
  for (const life of unfinished) yield* emit(writeCarelessly(life, life.status, random));
}

/** Tickets created on one of the days: they add up to all tickets, and no day has two more than another. */
function ticketsOf(day: number, { days, tickets }: TicketOptions): number {
  return Math.floor(((day + 1) * tickets) / days) - Math.floor((day * tickets) / days);
}
