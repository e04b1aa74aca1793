-- Staged versions that stand in fact_ticket already, value for value: an object loaded again under unchanged rules.
create temp table stg_unchanged_tickets as
select
  stg_tickets.ticket_id,
  stg_tickets.source_object,
  stg_tickets.row_hash
from stg_tickets
inner join fact_ticket
  on fact_ticket.ticket_id = stg_tickets.ticket_id
  and fact_ticket.source_object = stg_tickets.source_object
  and fact_ticket.row_hash = stg_tickets.row_hash
where
  fact_ticket.created_at = stg_tickets.created_at
  and fact_ticket.agent = stg_tickets.agent
  and fact_ticket.priority = stg_tickets.priority
  and fact_ticket.num_interactions = stg_tickets.num_interactions
  and fact_ticket.issue_category = stg_tickets.issue_category
  and fact_ticket.channel = stg_tickets.channel
  and fact_ticket.status = stg_tickets.status
  and fact_ticket.extracted_at = stg_tickets.extracted_at
  and (
    fact_ticket.resolved_at = stg_tickets.resolved_at
    or (fact_ticket.resolved_at is null and stg_tickets.resolved_at is null)
  )
  and (
    fact_ticket.agent_feedback = stg_tickets.agent_feedback
    or (fact_ticket.agent_feedback is null and stg_tickets.agent_feedback is null)
  )
  and (
    fact_ticket.resolution_minutes = stg_tickets.resolution_minutes
    or (fact_ticket.resolution_minutes is null and stg_tickets.resolution_minutes is null)
  )
  and (
    fact_ticket.updated_at = stg_tickets.updated_at
    or (fact_ticket.updated_at is null and stg_tickets.updated_at is null)
  )
