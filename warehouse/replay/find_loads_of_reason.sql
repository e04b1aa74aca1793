-- The loaded versions of which a record was rejected for a reason, oldest first.
-- Parameter :reason is one reason, such as unknown_level. Changes nothing.
with rejected as (
  select distinct
    dataset,
    source_object,
    source_version
  from ops.quarantine
  where position(',' || :reason || ',' in ',' || reasons || ',') > 0
)

select
  loads.dataset,
  loads.source_object,
  loads.source_version,
  loads.bytes_read
from ops.loads as loads
inner join rejected
  on rejected.dataset = loads.dataset
  and rejected.source_object = loads.source_object
  and rejected.source_version = loads.source_version
order by loads.transformed_at, loads.source_object, loads.first_byte
