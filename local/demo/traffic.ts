import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { minuteText, ticketNumber } from "../../runtime/generate/calendar";
import type { RawTicket } from "../../runtime/generate/raw-ticket";
import type { SeededRandom } from "../../runtime/generate/seeded-random";
import { TicketFaults } from "../../runtime/generate/ticket-faults";
import { newTicket, writeCarelessly } from "../../runtime/generate/ticket-life";
import { randomFields } from "../generate/log-entry";
import { LogFaults } from "../generate/log-faults";
import { insertStatements } from "../generate/mysql-dump";
import { DEMO_TABLE } from "./ticket-table";

const MINUTE_MS = 60_000;
const SEPARATOR = Buffer.from("\n---\n");

/** Tickets and log entries of the present moment, so that the demo's pages move. */
export class Traffic {
  private readonly ticketFaults: TicketFaults;
  private readonly logFaults: LogFaults;
  private day = "";
  private sequence = 0;

  constructor(
    private readonly connection: Connection,
    private readonly logsDir: string,
    private readonly random: SeededRandom,
  ) {
    this.ticketFaults = new TicketFaults(random);
    this.logFaults = new LogFaults(random);
  }

  /** Goes on, with a step every one to two seconds, until the signal aborts. */
  async flow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.step(new Date());
      await sleep(this.random.between(1_000, 2_000), undefined, { signal }).catch(() => undefined);
    }
  }

  /** One to three new tickets, up to two that are resolved, and a few log entries. */
  async step(now: Date): Promise<void> {
    await this.beginDay(now.toISOString().slice(0, 10));
    const rows = Array.from({ length: this.random.between(1, 3) }, () => this.nextTicket(now));
    for (const statement of insertStatements(rows, DEMO_TABLE)) await this.connection.query(statement);
    await this.resolveTickets(this.random.between(0, 2), now);
    await this.log(this.random.between(3, 8), now);
  }

  /** Ticket numbers of a day go on where they stopped, whoever wrote them. */
  private async beginDay(day: string): Promise<void> {
    if (day === this.day) return;
    const prefix = ticketNumber(day, 0).slice(0, -3);
    const [rows] = await this.connection.query<RowDataPacket[]>(
      `SELECT MAX(CAST(SUBSTR(ticket_id, ?) AS UNSIGNED)) AS highest FROM ${DEMO_TABLE} WHERE ticket_id LIKE ?`,
      [prefix.length + 1, `${prefix}%`],
    );
    const highest: unknown = rows[0]?.highest;
    this.sequence = typeof highest === "number" ? highest + 1 : 0;
    this.day = day;
  }

  private nextTicket(now: Date): RawTicket {
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    const life = newTicket(ticketNumber(this.day, this.sequence++), minute, minute + 1, this.random);
    return this.ticketFaults.apply(writeCarelessly(life, life.status, this.random)).row;
  }

  private async resolveTickets(count: number, now: Date): Promise<void> {
    const [open] = await this.connection.query<RowDataPacket[]>(
      `SELECT ticket_id FROM ${DEMO_TABLE} WHERE status = 'Open' AND ticket_id LIKE 'TCK%' ORDER BY RAND() LIMIT ?`,
      [count],
    );
    const resolvedAt = minuteText(Math.floor(now.getTime() / MINUTE_MS));
    for (const { ticket_id } of open) {
      await this.connection.query(
        `UPDATE ${DEMO_TABLE} SET status = 'Resolved', resolved_at = ? WHERE ticket_id = ? AND status = 'Open'`,
        [resolvedAt, ticket_id],
      );
    }
  }

  /** Appends whole entries to today's log file. */
  private async log(count: number, now: Date): Promise<void> {
    const chunks: Buffer[] = [];
    for (let index = 0; index < count; index++) {
      const ticket = ticketNumber(this.day, this.random.between(0, Math.max(0, this.sequence - 1)));
      chunks.push(this.logFaults.apply(randomFields(now.getTime(), ticket, this.random)).bytes, SEPARATOR);
    }
    await appendFile(join(this.logsDir, `careplus-${this.day}.log`), Buffer.concat(chunks));
  }
}
