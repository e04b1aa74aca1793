-- One row a ticket, in its newest valid version (the rank of warehouse/load/tickets/stg_outranked_tickets.sql).
with dated as (
  select
    ticket_versions.*,
    max(case when updated_at is null then extracted_at end) over (partition by ticket_id) as undated_at
  from ticket_versions
),

ranked as (
  select
    dated.*,
    row_number() over (
      partition by ticket_id
      order by
        case when extracted_at < undated_at then 1 else 0 end,
        updated_at desc nulls last,
        extracted_at desc,
        case status when 'Resolved' then 1 when 'Escalated' then 2 else 3 end,
        resolved_at desc nulls last,
        row_hash,
        source_object
    ) as version_rank
  from dated
)

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
from ranked
where version_rank = 1
