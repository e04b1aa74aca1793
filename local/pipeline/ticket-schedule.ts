import { isUnchanged, type TableClock } from "../tickets/change-probe";

/** How often MySQL is asked whether the table changed: a question costs it about a millisecond. */
const QUESTION_MS = 250;
/** A table that is said to be unchanged is read all the same after this time, in case its server is wrong. */
const DISTRUST_MS = 60_000;

/** Answers when a table was last changed, where the server can tell. */
export interface TableClockReader {
  ask(): Promise<TableClock | undefined>;
}

/**
 * When the ticket table is read: at once when it changed, never more often than every `pollMs`, not at all while the
 * server says that nothing changed, and every `pollMs` where the server does not say.
 */
export class TicketSchedule {
  private lastReadAt = Number.NEGATIVE_INFINITY;
  private clockAtRead: TableClock | undefined;

  constructor(
    private readonly reader: TableClockReader,
    private readonly pollMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** True when the table is to be read now; the caller then reads it. The first answer is always true. */
  async isReadDue(): Promise<boolean> {
    const sinceRead = this.now() - this.lastReadAt;
    if (sinceRead < this.pollMs) return false;
    const clock = await this.reader.ask();
    if (isUnchanged(this.clockAtRead, clock) && sinceRead < DISTRUST_MS) return false;
    this.lastReadAt = this.now();
    this.clockAtRead = clock;
    return true;
  }

  /** The read that was due did not happen: what the table held then is not known. */
  readFailed(): void {
    this.clockAtRead = undefined;
  }

  untilNextQuestionMs(): number {
    const untilReadMayBe = this.lastReadAt + this.pollMs - this.now();
    return Math.max(untilReadMayBe, Math.min(QUESTION_MS, this.pollMs));
  }
}
