-- Notes where reading of each growing object stopped. Idempotent by source_object, after delete_log_positions.
insert into ops.log_positions (
  source_object,
  source_version,
  resume_at,
  fingerprint
)
select
  source_object,
  source_version,
  resume_at,
  fingerprint
from stg_loads
where resume_at is not null
