-- The hundred slowest answers of one day; put the date in the place of the question mark.
select
  response_time_ms,
  logged_at,
  component,
  ticket_id,
  user_agent,
  message
from log_entries
where log_date = cast(? as date)
order by response_time_ms desc
limit 100
