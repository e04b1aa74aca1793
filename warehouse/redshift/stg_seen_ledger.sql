-- The ledger as it was when the batch was staged.
create temp table stg_seen_ledger as
select
  dataset,
  source_object,
  source_version,
  run_id
from ops.loads
