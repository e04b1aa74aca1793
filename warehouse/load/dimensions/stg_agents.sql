-- The agents as the tickets show them now.
create temp table stg_agents as
select
  agent,
  min(created_date) as first_ticket_date,
  max(created_date) as last_ticket_date
from fact_ticket
group by agent
