-- Sets the ledger's number of rows for versions outside the batch that gained rows by it.
-- Idempotent by (dataset, source_object, source_version).
update ops.loads
set loaded = stg_loaded.loaded
from stg_loaded
where
  ops.loads.dataset = 'logs'
  and ops.loads.source_object = stg_loaded.source_object
  and ops.loads.source_version = stg_loaded.source_version
