-- Staged versions that another version of their ticket outranks. The rank, best first (docs/data.md, section 1):
-- 1. no older than the newest extraction that shows the ticket without updated_at: where one of two versions lacks
--    it, the later extraction decides, so a table may gain or lose that column;
-- 2. the later updated_at, one without it last; 3. the later extraction; 4. Resolved, Escalated, Open;
-- 5. resolved_at, row_hash and source_object, so that the order of loading never decides.
create temp table stg_outranked_tickets as
with versions as (
  select
    stg_tickets.ticket_id,
    stg_tickets.source_object,
    stg_tickets.row_hash,
    stg_tickets.updated_at,
    stg_tickets.extracted_at,
    stg_tickets.status,
    stg_tickets.resolved_at,
    1 as is_staged
  from stg_tickets
  inner join stg_contested_tickets on stg_contested_tickets.ticket_id = stg_tickets.ticket_id
  union all
  select
    fact_ticket.ticket_id,
    fact_ticket.source_object,
    fact_ticket.row_hash,
    fact_ticket.updated_at,
    fact_ticket.extracted_at,
    fact_ticket.status,
    fact_ticket.resolved_at,
    0 as is_staged
  from fact_ticket
  inner join stg_contested_tickets on stg_contested_tickets.ticket_id = fact_ticket.ticket_id
  left join stg_loads on stg_loads.source_object = fact_ticket.source_object
  where stg_loads.source_object is null
),

dated as (
  select
    versions.*,
    max(case when updated_at is null then extracted_at end) over (partition by ticket_id) as undated_at
  from versions
),

ranked as (
  select
    ticket_id,
    source_object,
    row_hash,
    is_staged,
    row_number() over (
      partition by ticket_id
      order by
        case when extracted_at < undated_at then 1 else 0 end,
        updated_at desc nulls last,
        extracted_at desc,
        case status when 'Resolved' then 1 when 'Escalated' then 2 else 3 end,
        resolved_at desc nulls last,
        row_hash,
        source_object,
        is_staged
    ) as version_rank
  from dated
)

select
  ticket_id,
  source_object,
  row_hash
from ranked
where is_staged = 1 and version_rank > 1
