import { createWriteStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RawTicket } from "../../runtime/generate/raw-ticket";
import { generateTickets, type TicketOptions } from "../../runtime/generate/tickets";
import { type ExpectedLogs, type ExpectedTickets, expectLogs, TicketTally } from "./expected";
import { generateLogs } from "./logs";
import { writeMysqlDump } from "./mysql-dump";

/** Services write this many entries about each ticket, on average. */
const ENTRIES_PER_TICKET = 2;

export interface GenerateOptions extends TicketOptions {
  /** Folder to write into; made if missing. Files of the same names are replaced. */
  readonly out: string;
}

export interface Generated {
  readonly tickets: ExpectedTickets;
  readonly logs: ExpectedLogs;
}

/**
 * Writes `support_tickets.sql`, `logs/*.log[.gz]`, and `expected.json` with what the platform must count in them.
 * The same options give the same bytes.
 */
export async function generate(options: GenerateOptions): Promise<Generated> {
  await mkdir(options.out, { recursive: true });
  const tickets = await writeTickets(options);
  const logs = await writeLogs(options, join(options.out, "logs"));
  const generated = { tickets, logs };
  await writeFile(join(options.out, "expected.json"), `${JSON.stringify(generated, null, 2)}\n`);
  return generated;
}

async function writeTickets(options: GenerateOptions): Promise<ExpectedTickets> {
  const tally = new TicketTally();
  function* rows(): Generator<RawTicket, void> {
    for (const ticket of generateTickets(options)) {
      tally.add(ticket);
      yield ticket.row;
    }
  }
  await writeMysqlDump(createWriteStream(join(options.out, "support_tickets.sql")), rows());
  return tally.expected();
}

/** Writes the log files that belong to the tickets; each appears whole, as a watched folder needs it. */
export async function writeLogs(options: TicketOptions, folder: string): Promise<ExpectedLogs> {
  await mkdir(folder, { recursive: true });
  const ticketsPerDay = Math.max(1, Math.ceil(options.tickets / options.days));
  const logOptions = { ...options, ticketsPerDay, entriesPerDay: ticketsPerDay * ENTRIES_PER_TICKET };
  const files = [];
  for (const { bytes, ...file } of generateLogs(logOptions)) {
    const path = join(folder, file.name);
    await writeFile(`${path}.tmp`, bytes);
    await rename(`${path}.tmp`, path);
    files.push(file);
  }
  return expectLogs(files);
}
