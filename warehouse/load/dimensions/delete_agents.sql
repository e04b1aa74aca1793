-- Takes out the agents that no ticket shows, or whose dates moved. Idempotent by agent, with insert_agents.
delete from dim_agent
where agent not in (
  select stg_agents.agent
  from stg_agents
  inner join dim_agent as standing
    on standing.agent = stg_agents.agent
    and standing.first_ticket_date = stg_agents.first_ticket_date
    and standing.last_ticket_date = stg_agents.last_ticket_date
)
