-- One row a ticket, in its newest valid version.
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
  created_date
from fact_ticket
