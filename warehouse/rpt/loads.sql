-- The ledger: one row a loaded version of a source object.
create or replace view rpt.loads as
select
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
from ops.loads
