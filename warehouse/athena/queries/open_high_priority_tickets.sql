-- Open tickets of high priority, the oldest first.
select
  ticket_id,
  created_at,
  agent,
  issue_category,
  channel
from tickets
where status = 'Open' and priority = 'High'
order by created_at
