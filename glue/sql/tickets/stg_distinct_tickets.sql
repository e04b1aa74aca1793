-- Exact duplicates collapse into the first of them. Reads raw_tickets.
select
  min(source_row) as source_row,
  count(*) as copies,
  ticket_id,
  created_at,
  resolved_at,
  agent,
  priority,
  num_interactions,
  IssUeCat,
  channel,
  status,
  agent_feedback,
  updated_at
from raw_tickets
group by all
