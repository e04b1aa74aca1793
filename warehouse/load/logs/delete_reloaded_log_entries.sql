-- Takes out what the versions that are loaded again had brought.
-- Idempotent by (source_object, source_version), together with insert_new_log_entries.
delete from fact_log_entry
using stg_loads
where
  stg_loads.source_object = fact_log_entry.source_object
  and stg_loads.source_version = fact_log_entry.source_version
