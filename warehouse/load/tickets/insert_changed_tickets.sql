-- Puts in the staged versions that were not skipped: one a ticket, its newest valid version.
-- Idempotent by ticket_id, after delete_replaced_tickets.
insert into fact_ticket (
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
  loaded_at
)
with batch as (
  select max(loaded_at) as loaded_at
  from stg_loads
)

select
  stg_tickets.ticket_id,
  stg_tickets.created_at,
  stg_tickets.resolved_at,
  stg_tickets.agent,
  stg_tickets.priority,
  stg_tickets.num_interactions,
  stg_tickets.issue_category,
  stg_tickets.channel,
  stg_tickets.status,
  stg_tickets.agent_feedback,
  stg_tickets.resolution_minutes,
  stg_tickets.updated_at,
  stg_tickets.source_object,
  stg_tickets.extracted_at,
  stg_tickets.row_hash,
  cast(stg_tickets.created_at as date) as created_date,
  batch.loaded_at
from stg_tickets
cross join batch
left join stg_skipped_tickets
  on stg_skipped_tickets.ticket_id = stg_tickets.ticket_id
  and stg_skipped_tickets.source_object = stg_tickets.source_object
  and stg_skipped_tickets.row_hash = stg_tickets.row_hash
where stg_skipped_tickets.ticket_id is null
