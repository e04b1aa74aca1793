-- The quarantine's ticket rows of one extraction: each distinct row that breaks a rule, as it was extracted.
-- Reads stg_judged_tickets, stg_ticket_records, extraction.
with rejected as (
  select
    source_row,
    ticket_id,
    reasons
  from stg_judged_tickets
  where reasons <> ''
)

select
  extraction.source_object,
  rejected.source_row,
  rejected.ticket_id as record_key,
  split(rejected.reasons, ',') as reasons,
  stg_ticket_records.raw_record,
  extraction.rule_version,
  extraction.extracted_at as quarantined_at
from rejected
inner join stg_ticket_records on stg_ticket_records.source_row = rejected.source_row
cross join extraction
