-- The warehouse's side of the reconciliation, one row: what the ledger says of the records that were read, the rows
-- of the facts, the tickets that are known and the log objects that were loaded. Changes nothing.
with ledger as (
  select
    coalesce(sum(case when dataset = 'tickets' then records_in end), 0) as ticket_records_in,
    coalesce(sum(case when dataset = 'tickets' then kept + duplicate + rejected end), 0) as ticket_records_out,
    coalesce(sum(case when dataset = 'logs' then records_in end), 0) as log_records_in,
    coalesce(sum(case when dataset = 'logs' then kept + duplicate + rejected end), 0) as log_records_out,
    coalesce(sum(case when dataset = 'logs' then loaded end), 0) as log_entries_loaded,
    count(distinct case when dataset = 'logs' then source_object end) as log_objects
  from ops.loads
),

tickets as (
  select count(*) as tickets
  from fact_ticket
),

rejected_ids as (
  select distinct record_key as ticket_id
  from ops.quarantine
  where dataset = 'tickets' and record_key is not null
),

never_valid as (
  select count(*) as tickets
  from rejected_ids
  left join fact_ticket on fact_ticket.ticket_id = rejected_ids.ticket_id
  where fact_ticket.ticket_id is null
),

entries as (
  select count(*) as entries
  from fact_log_entry
)

select
  cast(ledger.ticket_records_in as bigint) as ticket_records_in,
  cast(ledger.ticket_records_out as bigint) as ticket_records_out,
  cast(ledger.log_records_in as bigint) as log_records_in,
  cast(ledger.log_records_out as bigint) as log_records_out,
  cast(ledger.log_entries_loaded as bigint) as log_entries_loaded,
  ledger.log_objects,
  tickets.tickets + never_valid.tickets as known_tickets,
  entries.entries as log_entries
from ledger
cross join tickets
cross join never_valid
cross join entries
