-- The quarantine's ticket rows of one extraction: each distinct row that breaks a rule, as it was extracted.
-- Reads stg_judged_tickets, extraction.
select
  source_object,
  source_row,
  ticket_id as record_key,
  split(reasons, ',') as reasons,
  raw_record,
  rule_version,
  extracted_at as quarantined_at
from stg_judged_tickets
cross join extraction
where reasons <> ''
