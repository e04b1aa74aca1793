-- Notes which files hold the rows and the rejected records of each version of the batch.
-- Idempotent by (dataset, source_object, source_version), after delete_load_files.
insert into ops.load_files (
  dataset,
  source_object,
  source_version,
  file_key
)
select
  dataset,
  source_object,
  source_version,
  file_key
from stg_load_files
