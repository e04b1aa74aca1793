-- One row a distinct log entry; the copy of the first object by name is shown.
with ranked as (
  select
    log_entry_copies.*,
    row_number() over (
      partition by log_date, entry_id
      order by source_object, byte_offset
    ) as copy_rank
  from log_entry_copies
)

select
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
  log_date
from ranked
where copy_rank = 1
