import type { MemoryWarehouse } from "../../warehouse/dashboards/memory-warehouse";

/** Numbers in [0, 1) that are the same in each run, by row and purpose. */
const chance = (purpose: string): string => `(hash('${purpose}' || i) % 10000) / 10000.0`;

const pick = (purpose: string, values: readonly string[]): string => {
  const list = values.map((value) => `'${value}'`).join(", ");
  // Squared, so that some values are more frequent than others, as in life.
  return `[${list}][1 + cast(floor(pow(${chance(purpose)}, 1.5) * ${values.length}) as integer)]`;
};

const CREATED_AT = `timestamp '2025-07-01' + to_minutes(cast(
  (floor(${chance("day")} * 31) * 1440 + (7 + 13 * ${chance("hour")}) * 60) as bigint))`;

const TICKETS = `insert into fact_ticket by name
with drawn as (
  select i, ${CREATED_AT} as created_at,
    ${pick("status", ["Resolved", "Resolved", "Resolved", "Open", "Escalated"])} as status,
    ${pick("category", ["Payment Failure", "Login Issue", "Delivery Delay", "Refund Request", "Account Update", "App Crash"])} as issue_category,
    ${pick("priority", ["Medium", "Low", "High"])} as priority
  from range($1::bigint) as numbers(i)
),
timed as (
  select *, cast(20 + 300 * pow(${chance("effort")}, 3) * case priority when 'High' then 1 when 'Medium' then 2 else 3 end
    + length(issue_category) * 6 as integer) as minutes
  from drawn
)
select 'TCK' || printf('%07d', i) as ticket_id, created_at, cast(created_at as date) as created_date,
  case when status <> 'Open' then created_at + to_minutes(minutes) end as resolved_at,
  case when status <> 'Open' then minutes end as resolution_minutes,
  ${pick("agent", ["Sneha", "Arjun", "Priya", "Rahul", "Ananya", "Vikram", "Meera", "Karan", "Divya"])} as agent,
  priority, cast(1 + floor(9 * ${chance("contacts")}) as integer) as num_interactions, issue_category,
  ${pick("channel", ["Email", "Chat", "Phone", "Web Form"])} as channel, status,
  'tickets/extract_date=2025-08-01/run' as source_object, timestamp '2025-08-01' as extracted_at, extracted_at as loaded_at, 'h' || i as row_hash
from timed`;

const LOG_ENTRIES = `insert into fact_log_entry by name
select 'E' || i as entry_id, ${CREATED_AT} as logged_at, cast(logged_at as date) as log_date,
  ${pick("level", ["INFO", "INFO", "DEBUG", "WARNING", "ERROR"])} as level,
  'careplus.support.GenericService' as component, 'TCK' || printf('%07d', i % 4000) as ticket_id,
  '60.130.155.7' as ip, cast(2200 * pow(${chance("time")}, 1.4) as integer) as response_time_ms,
  round(15 + 60 * ${chance("cpu")} + 8 * sin(i), 2) as cpu_percent, 'generic_event' as event_type,
  level = 'ERROR' as is_error,
  ${pick("agent", ["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "PostmanRuntime/7.32.2", "okhttp/4.9.3", "curl/8.4.0", "python-requests/2.31"])} as user_agent,
  '' as message, 'logs/2025-07.log' as source_object, '1' as source_version, timestamp '2025-08-01' as loaded_at, i as byte_offset
from range($1::bigint) as numbers(i)`;

const REASONS = [
  "num_interactions_unknown",
  "unknown_priority",
  "resolved_before_created,unknown_status",
  "missing_agent",
];

/** A month of plausible tickets and log entries, with their loads and some rejected records. */
export async function addSampleData(
  warehouse: MemoryWarehouse,
  { tickets, logEntries }: { tickets: number; logEntries: number },
): Promise<void> {
  await warehouse.query(TICKETS, [tickets]);
  await warehouse.query(LOG_ENTRIES, [logEntries]);
  const loaded_at = new Date(Date.now() - 95_000).toISOString();
  await warehouse.addLoad({ dataset: "tickets", loaded_at, rejected: 12 });
  await warehouse.addLoad({ dataset: "logs", loaded_at, rejected: 5 });
  for (let position = 1; position <= 17; position += 1) {
    const isTicket = position <= 12;
    await warehouse.addQuarantined({
      dataset: isTicket ? "tickets" : "logs",
      source_object: isTicket ? "tickets/extract_date=2025-08-01/run" : "logs/2025-07.log",
      source_version: "1",
      position,
      record_key: position % 5 === 0 ? null : `TCK07010${position}`,
      reasons: (isTicket ? REASONS[position % 4] : undefined) ?? "unknown_level",
      raw_record: isTicket
        ? `{"ticket_id":"TCK07010${position}","agent":"<b>Sneha</b>"}`
        : "2025-07-01 [LOUD] x",
      rule_version: "1",
      quarantined_at: "2025-08-01 00:00:00",
    });
  }
}
