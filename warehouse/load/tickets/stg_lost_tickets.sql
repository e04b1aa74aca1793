-- Tickets whose fact row came from an object that is loaded again and now brings no version of the same rank:
-- another object's version may be the newest one now. Those are looked up in the processed zone.
create temp table stg_lost_tickets as
with brought_before as (
  select
    fact_ticket.ticket_id,
    fact_ticket.source_object,
    fact_ticket.row_hash,
    fact_ticket.extracted_at,
    fact_ticket.updated_at,
    fact_ticket.status,
    fact_ticket.resolved_at
  from fact_ticket
  inner join stg_loads on stg_loads.source_object = fact_ticket.source_object
),

brought_again as (
  select brought_before.ticket_id
  from brought_before
  inner join stg_tickets
    on stg_tickets.ticket_id = brought_before.ticket_id
    and stg_tickets.source_object = brought_before.source_object
    and stg_tickets.row_hash = brought_before.row_hash
    and stg_tickets.extracted_at = brought_before.extracted_at
    and stg_tickets.status = brought_before.status
  where (
    stg_tickets.updated_at = brought_before.updated_at
    or (stg_tickets.updated_at is null and brought_before.updated_at is null)
  )
  and (
    stg_tickets.resolved_at = brought_before.resolved_at
    or (stg_tickets.resolved_at is null and brought_before.resolved_at is null)
  )
)

select brought_before.ticket_id
from brought_before
left join brought_again on brought_again.ticket_id = brought_before.ticket_id
where brought_again.ticket_id is null
