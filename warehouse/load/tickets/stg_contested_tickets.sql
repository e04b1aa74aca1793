-- Tickets with more than one version to choose from: staged ones, and the fact row unless its object is loaded again.
create temp table stg_contested_tickets as
with staged_ids as (
  select distinct ticket_id
  from stg_tickets
),

standing as (
  select fact_ticket.ticket_id
  from fact_ticket
  inner join staged_ids on staged_ids.ticket_id = fact_ticket.ticket_id
  left join stg_loads on stg_loads.source_object = fact_ticket.source_object
  where stg_loads.source_object is null
),

versions as (
  select ticket_id
  from stg_tickets
  union all
  select ticket_id
  from standing
)

select ticket_id
from versions
group by ticket_id
having count(*) > 1
