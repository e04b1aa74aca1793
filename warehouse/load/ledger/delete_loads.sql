-- Takes out the ledger rows of versions that are loaded again.
-- Idempotent by (dataset, source_object, source_version), with insert_loads.
delete from ops.loads
using stg_loads
where
  stg_loads.dataset = ops.loads.dataset
  and stg_loads.source_object = ops.loads.source_object
  and stg_loads.source_version = ops.loads.source_version
