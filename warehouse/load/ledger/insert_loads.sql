-- Writes one ledger row for each version of the batch.
-- Idempotent by (dataset, source_object, source_version), after delete_loads.
insert into ops.loads (
  dataset,
  source_object,
  source_version,
  run_id,
  records_in,
  kept,
  duplicate,
  rejected,
  loaded,
  first_byte,
  bytes_read,
  rule_version,
  transformed_at,
  loaded_at
)
select
  stg_loads.dataset,
  stg_loads.source_object,
  stg_loads.source_version,
  stg_loads.run_id,
  stg_loads.records_in,
  stg_loads.kept,
  stg_loads.duplicate,
  stg_loads.rejected,
  stg_loaded.loaded,
  stg_loads.first_byte,
  stg_loads.bytes_read,
  stg_loads.rule_version,
  stg_loads.transformed_at,
  stg_loads.loaded_at
from stg_loads
inner join stg_loaded
  on stg_loaded.source_object = stg_loads.source_object
  and stg_loaded.source_version = stg_loads.source_version
