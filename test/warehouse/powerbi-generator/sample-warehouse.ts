import { readSql } from "../../../local/warehouse/sql-files";
import { SeededRandom } from "../../../runtime/generate/seeded-random";
import { type Cells, type MemoryWarehouse, openMemoryWarehouse } from "../dashboards/memory-warehouse";

const TICKETS = 250;
const LOG_ENTRIES = 350;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse("2025-07-01T00:00:00Z");

/** Chosen alone: no ticket is resolved, so that counts are 0 where something is chosen. */
const OPEN_ONLY: Cells = { created_at: "2025-07-09 10:00:00", agent: "Noor", status: "Open" };

/** The only ticket that ends on its day, and by being handed on: that day has 0 resolved. */
const HANDED_ON: Cells = {
  created_at: "2025-07-09 10:00:00",
  resolved_at: "2025-09-01 10:00:00",
  resolution_minutes: 77_760,
  agent: "Ravi",
  status: "Escalated",
};

/** A warehouse of made-up rows: July 2025, with open and escalated tickets, ties, and log entries of no ticket. */
export async function openSampleWarehouse(seed: number): Promise<MemoryWarehouse> {
  const random = new SeededRandom(seed);
  const warehouse = await openMemoryWarehouse();
  await warehouse.addTickets(OPEN_ONLY, HANDED_ON);
  await warehouse.addTickets(...Array.from({ length: TICKETS }, () => ticket(random)));
  await warehouse.addLogEntries(...Array.from({ length: LOG_ENTRIES }, () => logEntry(random)));
  for (const table of ["agents", "dates"]) {
    for (const step of ["stg", "delete", "insert"])
      await warehouse.query(readSql(`load/dimensions/${step}_${table}`));
  }
  return warehouse;
}

function ticket(random: SeededRandom): Cells {
  const createdAt = FIRST_DAY + random.between(0, 20) * DAY_MS + random.between(0, 1439) * 60_000;
  const status = random.pick(["Resolved", "Resolved", "Open", "Escalated"]);
  // An escalated ticket carries the moment it was handed on, or none.
  const isOver = status === "Resolved" || (status === "Escalated" && random.chance(0.5));
  const minutes = isOver ? random.between(0, 9) * random.between(1, 900) : null;
  return {
    created_at: timestamp(createdAt),
    resolved_at: minutes === null ? null : timestamp(createdAt + minutes * 60_000),
    resolution_minutes: minutes,
    agent: random.pick(["Sneha", "Ravi", "Meera", "Arjun", "Zoë"]),
    priority: random.pick(["Low", "Medium", "High"]),
    num_interactions: random.between(0, 12),
    issue_category: random.pick(["Login", "Billing", "Delivery", "Refund"]),
    channel: random.pick(["Email", "Chat", "Phone", "Web Form"]),
    status,
  };
}

function logEntry(random: SeededRandom): Cells {
  const loggedAt = FIRST_DAY + random.between(3, 16) * DAY_MS + random.between(0, 86_399_999);
  return {
    logged_at: timestamp(loggedAt),
    level: random.pick(["ERROR", "WARNING", "INFO", "INFO"]),
    // Tickets that the source does not know, and entries about none.
    ticket_id: random.chance(0.2) ? null : `T${random.between(1, 2 * TICKETS)}`,
    response_time_ms: random.between(0, 2000),
    cpu_percent: random.between(0, 1000) / 10,
    is_error: random.chance(0.1),
    user_agent: random.pick(["curl/8.0", "Mozilla/5.0", "okhttp/4.9"]),
  };
}

function timestamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace("T", " ");
}
