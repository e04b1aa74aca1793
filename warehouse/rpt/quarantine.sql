-- One row a rejected record; for a ticket with an older valid version, when that version was extracted.
create or replace view rpt.quarantine as
select
  ops.quarantine.dataset,
  ops.quarantine.source_object,
  ops.quarantine.source_version,
  ops.quarantine.position,
  ops.quarantine.record_key,
  ops.quarantine.reasons,
  ops.quarantine.raw_record,
  ops.quarantine.rule_version,
  ops.quarantine.quarantined_at,
  fact_ticket.extracted_at as kept_version_at
from ops.quarantine
left join fact_ticket
  on fact_ticket.ticket_id = ops.quarantine.record_key
  and ops.quarantine.dataset = 'tickets'
