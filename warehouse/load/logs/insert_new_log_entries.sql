-- Puts in the staged entries that were not skipped. Idempotent by entry_id: an entry that is there is never added.
insert into fact_log_entry (
  entry_id,
  logged_at,
  level,
  component,
  ticket_id,
  session_id,
  ip,
  response_time_ms,
  cpu_percent,
  event_type,
  is_error,
  user_agent,
  message,
  debug,
  trace_id,
  source_object,
  byte_offset,
  log_date,
  source_version,
  loaded_at
)
with batch as (
  select max(loaded_at) as loaded_at
  from stg_loads
)

select
  stg_log_entries.entry_id,
  stg_log_entries.logged_at,
  stg_log_entries.level,
  stg_log_entries.component,
  stg_log_entries.ticket_id,
  stg_log_entries.session_id,
  stg_log_entries.ip,
  stg_log_entries.response_time_ms,
  stg_log_entries.cpu_percent,
  stg_log_entries.event_type,
  stg_log_entries.is_error,
  stg_log_entries.user_agent,
  stg_log_entries.message,
  stg_log_entries.debug,
  stg_log_entries.trace_id,
  stg_log_entries.source_object,
  stg_log_entries.byte_offset,
  cast(stg_log_entries.logged_at as date) as log_date,
  stg_log_entries.source_version,
  batch.loaded_at
from stg_log_entries
cross join batch
left join stg_skipped_log_entries
  on stg_skipped_log_entries.entry_id = stg_log_entries.entry_id
  and stg_skipped_log_entries.source_object = stg_log_entries.source_object
  and stg_skipped_log_entries.source_version = stg_log_entries.source_version
  and stg_skipped_log_entries.byte_offset = stg_log_entries.byte_offset
where stg_skipped_log_entries.entry_id is null
