import type { LocalWarehouse } from "../local/warehouse/local-warehouse";

/** Fills the facts, which is all that the pages read, with made-up rows of three months, quickly, by SQL; the same ones each time. */
export async function fillWarehouse(
  warehouse: LocalWarehouse,
  tickets: number,
  logEntries: number,
): Promise<void> {
  await warehouse.query(TICKETS, [tickets]);
  await warehouse.query(LOG_ENTRIES, [logEntries, tickets]);
}

/** Adds rows as a load does that brings new tickets: with their row in the ledger. */
export async function loadTickets(warehouse: LocalWarehouse, number: number, rows: number): Promise<void> {
  await warehouse.query(NEW_TICKETS, [`tickets/new-${number}`, rows]);
  await warehouse.query(NEW_LOAD, ["tickets", `tickets/new-${number}`, rows, number]);
}

/** The same for a new log file. */
export async function loadLogEntries(warehouse: LocalWarehouse, number: number, rows: number): Promise<void> {
  await warehouse.query(NEW_LOG_ENTRIES, [`logs/new-${number}.log`, rows]);
  await warehouse.query(NEW_LOAD, ["logs", `logs/new-${number}.log`, rows, number]);
}

const NEW_TICKETS = `insert into fact_ticket by name
select * replace (ticket_id || ' of ' || $1 as ticket_id, $1 as source_object)
from fact_ticket
where source_object = 'tickets/bench'
order by created_at desc
limit $2`;

const NEW_LOG_ENTRIES = `insert into fact_log_entry by name
select * replace (md5(entry_id || $1) as entry_id, $1 as source_object)
from fact_log_entry
where source_object = 'logs/bench.log'
order by logged_at desc
limit $2`;

const NEW_LOAD = `insert into ops.loads by name
select $1 as dataset, $2 as source_object, '1' as source_version, 'run' as run_id, $3 as records_in, $3 as kept,
  0 as duplicate, 0 as rejected, $3 as loaded, 0 as first_byte, 1 as bytes_read, '1' as rule_version,
  timestamp '2025-08-02' as transformed_at, timestamp '2025-08-02' + to_seconds($4) as loaded_at`;

const TICKETS = `insert into fact_ticket by name
with numbered as (
  select i, timestamp '2025-05-01' + to_seconds(i * 7776000 // $1) as created_at, hash(i) % 1000 as dice
  from range(cast($1 as bigint)) as numbers(i)
)
select
  'T' || i as ticket_id,
  created_at,
  case when dice % 4 = 0 then null else created_at + to_minutes(cast(dice * 7 as bigint)) end as resolved_at,
  'Agent ' || (dice % 25) as agent,
  ['Low', 'Medium', 'High'][cast(dice % 3 as integer) + 1] as priority,
  cast(dice % 12 as integer) as num_interactions,
  'Category ' || (dice % 8) as issue_category,
  ['Email', 'Chat', 'Phone', 'Web Form'][cast(dice % 4 as integer) + 1] as channel,
  case when dice % 4 = 0 then 'Open' when dice % 10 = 1 then 'Escalated' else 'Resolved' end as status,
  case when dice % 4 = 0 then null else cast(dice * 7 as integer) end as resolution_minutes,
  'tickets/bench' as source_object,
  timestamp '2025-08-01' as extracted_at,
  md5(cast(i as varchar)) as row_hash,
  cast(created_at as date) as created_date,
  timestamp '2025-08-01' as loaded_at
from numbered`;

const LOG_ENTRIES = `insert into fact_log_entry by name
with numbered as (
  select i, timestamp '2025-05-01' + to_seconds(i * 7776000 // $1) as logged_at, hash(i) % 2000 as dice
  from range(cast($1 as bigint)) as numbers(i)
)
select
  md5(cast(i as varchar)) as entry_id,
  logged_at,
  ['ERROR', 'WARNING', 'INFO', 'DEBUG'][cast(dice % 4 as integer) + 1] as level,
  'careplus.support.GenericService' as component,
  'T' || (i % cast($2 as bigint)) as ticket_id,
  '10.0.0.1' as ip,
  cast(dice as integer) as response_time_ms,
  dice % 101 as cpu_percent,
  'generic_event' as event_type,
  dice % 20 = 0 as is_error,
  'Browser ' || (dice % 6) as user_agent,
  'made up' as message,
  'logs/bench.log' as source_object,
  i * 200 as byte_offset,
  cast(logged_at as date) as log_date,
  '1' as source_version,
  timestamp '2025-08-01' as loaded_at
from numbered`;
