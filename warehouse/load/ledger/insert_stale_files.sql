-- Notes the files that versions loaded again no longer have: they are deleted once this is committed.
-- Idempotent by (run_id, file_key), before delete_load_files.
insert into ops.stale_files (
  run_id,
  file_key,
  replaced_at
)
select
  stg_loads.run_id,
  ops.load_files.file_key,
  stg_loads.transformed_at as replaced_at
from ops.load_files
inner join stg_loads
  on stg_loads.dataset = ops.load_files.dataset
  and stg_loads.source_object = ops.load_files.source_object
  and stg_loads.source_version = ops.load_files.source_version
left join stg_load_files on stg_load_files.file_key = ops.load_files.file_key
where stg_load_files.file_key is null
