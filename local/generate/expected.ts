import type { GeneratedTicket, TicketFault } from "../../runtime/generate/raw-ticket";
import type { TicketStatus } from "../../runtime/generate/ticket-life";
import type { LogFault } from "./log-faults";
import type { GeneratedLogFile } from "./log-file";

/** What the platform must count in generated tickets, known from how they were made and not by any rule of it. */
export interface ExpectedTickets {
  readonly rows: number;
  /** Rows that repeat an earlier one exactly. */
  readonly duplicates: number;
  /** Distinct rows that break a rule. */
  readonly rejected: number;
  /** Distinct rows with each fault; a row may have two. */
  readonly faults: Readonly<Partial<Record<TicketFault, number>>>;
  /** Tickets with a valid row, by the status that wins: Resolved before Escalated before Open. */
  readonly ticketsByStatus: Readonly<Record<TicketStatus, number>>;
}

/** What the platform must count in generated log files. */
export interface ExpectedLogs {
  readonly files: number;
  readonly records: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly faults: Readonly<Partial<Record<LogFault, number>>>;
  /** Valid entries, each once, over all files. */
  readonly distinctEntries: number;
}

const STATUSES: readonly TicketStatus[] = ["Open", "Escalated", "Resolved"];

/** Counts ticket rows as they are generated. */
export class TicketTally {
  private rows = 0;
  private duplicates = 0;
  private rejected = 0;
  private readonly faults: Partial<Record<TicketFault, number>> = {};
  /** Highest rank in STATUSES of each ticket's valid rows. */
  private readonly ranks = new Map<string, number>();

  add({ row, isDuplicate, faults }: GeneratedTicket): void {
    this.rows++;
    if (isDuplicate) {
      this.duplicates++;
      return;
    }
    for (const fault of faults) this.faults[fault] = (this.faults[fault] ?? 0) + 1;
    if (faults.length > 0) {
      this.rejected++;
      return;
    }
    const number = row.ticket_id ?? "";
    const rank = STATUSES.indexOf(row.status as TicketStatus);
    this.ranks.set(number, Math.max(rank, this.ranks.get(number) ?? 0));
  }

  expected(): ExpectedTickets {
    const { rows, duplicates, rejected, faults } = this;
    const ticketsByStatus = { Open: 0, Escalated: 0, Resolved: 0 };
    for (const rank of this.ranks.values()) ticketsByStatus[STATUSES[rank] ?? "Open"]++;
    return { rows, duplicates, rejected, faults, ticketsByStatus };
  }
}

/** Counts over log files. */
export function expectLogs(files: readonly Omit<GeneratedLogFile, "bytes">[]): ExpectedLogs {
  const faults: Partial<Record<LogFault, number>> = {};
  for (const file of files) {
    for (const [fault, count] of Object.entries(file.faults) as [LogFault, number][]) {
      faults[fault] = (faults[fault] ?? 0) + count;
    }
  }
  const sum = (count: (file: Omit<GeneratedLogFile, "bytes">) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    files: files.length,
    records: sum((file) => file.records),
    duplicates: sum((file) => file.duplicates),
    rejected: Object.values(faults).reduce((total, count) => total + count, 0),
    faults,
    distinctEntries: sum((file) => file.newEntries),
  };
}
