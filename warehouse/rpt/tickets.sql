-- One row a ticket, in its newest valid version; the UTC date of its resolution comes last.
create or replace view rpt.tickets as
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
  resolution_minutes,
  updated_at,
  source_object,
  extracted_at,
  row_hash,
  created_date,
  cast(resolved_at as date) as resolved_date
from fact_ticket
