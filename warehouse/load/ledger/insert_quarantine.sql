-- Writes the rejected records of the batch, their text cut at 4,000 characters; the lake has it whole.
-- Idempotent by (dataset, source_object, source_version), after delete_quarantine.
insert into ops.quarantine (
  dataset,
  source_object,
  source_version,
  position,
  record_key,
  reasons,
  raw_record,
  rule_version,
  quarantined_at
)
select
  stg_loads.dataset,
  stg_loads.source_object,
  stg_loads.source_version,
  stg_quarantine.position,
  stg_quarantine.record_key,
  stg_quarantine.reasons,
  left(stg_quarantine.raw_record, 4000) as raw_record,
  stg_quarantine.rule_version,
  stg_quarantine.quarantined_at
from stg_quarantine
inner join stg_loads on stg_loads.source_object = stg_quarantine.source_object
