-- The processed zone's ticket rows of one extraction: each distinct row that breaks no rule.
-- Reads stg_judged_tickets, extraction.
select
  ticket_id,
  created_at,
  resolved_at,
  agent,
  priority,
  num_interactions,
  issue_category,
  channel,
  status,
  agent_feedback,
  cast(floor((unix_micros(resolved_at) - unix_micros(created_at)) / 60000000) as int) as resolution_minutes,
  updated_at,
  source_object,
  extracted_at,
  row_hash,
  cast(created_at as date) as created_date
from stg_judged_tickets
cross join extraction
where reasons = ''
