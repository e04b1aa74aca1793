-- Takes out the file list of versions that are loaded again.
-- Idempotent by (dataset, source_object, source_version), with insert_load_files.
delete from ops.load_files
using stg_loads
where
  stg_loads.dataset = ops.load_files.dataset
  and stg_loads.source_object = ops.load_files.source_object
  and stg_loads.source_version = ops.load_files.source_version
