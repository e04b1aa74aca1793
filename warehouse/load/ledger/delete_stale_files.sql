-- Files that the batch's versions name again are not stale. Idempotent by file_key.
delete from ops.stale_files
where file_key in (
  select file_key
  from stg_load_files
)
