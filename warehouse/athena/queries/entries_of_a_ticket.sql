-- What the services logged about one ticket on its first days: ticket number, first date and last date.
select
  logged_at,
  level,
  component,
  event_type,
  response_time_ms,
  message
from log_entries
where ticket_id = ? and log_date between cast(? as date) and cast(? as date)
order by logged_at
