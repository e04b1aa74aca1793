-- Puts in the agents that dim_agent lacks. Idempotent by agent, after delete_agents.
insert into dim_agent (
  agent,
  first_ticket_date,
  last_ticket_date
)
select
  stg_agents.agent,
  stg_agents.first_ticket_date,
  stg_agents.last_ticket_date
from stg_agents
left join dim_agent on dim_agent.agent = stg_agents.agent
where dim_agent.agent is null
