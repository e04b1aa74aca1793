-- One row a support agent.
create or replace view rpt.agents as
select
  agent,
  first_ticket_date,
  last_ticket_date
from dim_agent
