-- Fails when another load has written since the batch was staged: a text that is no number cannot be cast.
with newer as (
  select ops.loads.source_object
  from ops.loads
  left join stg_seen_ledger
    on stg_seen_ledger.dataset = ops.loads.dataset
    and stg_seen_ledger.source_object = ops.loads.source_object
    and stg_seen_ledger.source_version = ops.loads.source_version
    and stg_seen_ledger.run_id = ops.loads.run_id
  where stg_seen_ledger.source_object is null
)

select cast(case when count(*) = 0 then '0' else 'ledger moved' end as integer) as moved
from newer
