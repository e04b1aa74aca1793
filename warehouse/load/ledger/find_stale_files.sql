-- Files that no loaded version has any more and that are still to be deleted. Changes nothing.
select
  run_id,
  file_key,
  replaced_at
from ops.stale_files
order by file_key
