-- One row a distinct log entry; the range of its response time comes last.
create or replace view rpt.log_entries as
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
  log_date,
  case
    when response_time_ms < 500 then '0–499 ms'
    when response_time_ms < 1000 then '500–999 ms'
    when response_time_ms < 1500 then '1000–1499 ms'
    else '1500+ ms'
  end as response_time_range
from fact_log_entry
