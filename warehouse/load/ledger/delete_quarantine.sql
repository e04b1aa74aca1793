-- Takes out the quarantined records of versions that are loaded again.
-- Idempotent by (dataset, source_object, source_version), with insert_quarantine.
delete from ops.quarantine
using stg_loads
where
  stg_loads.dataset = ops.quarantine.dataset
  and stg_loads.source_object = ops.quarantine.source_object
  and stg_loads.source_version = ops.quarantine.source_version
