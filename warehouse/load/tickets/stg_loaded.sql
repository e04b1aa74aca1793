-- How many rows each object of the batch has brought into fact_ticket: those of its first load and of later ones,
-- never more than it holds. So a repeat that changes nothing leaves the ledger's number as it was.
create temp table stg_loaded as
with staged as (
  select
    source_object,
    count(*) as records
  from stg_tickets
  group by source_object
),

skipped as (
  select
    source_object,
    count(*) as records
  from stg_skipped_tickets
  group by source_object
),

counted as (
  select
    stg_loads.source_object,
    stg_loads.source_version,
    stg_loads.kept,
    coalesce(earlier.loaded, 0) + coalesce(staged.records, 0) - coalesce(skipped.records, 0) as brought
  from stg_loads
  left join staged on staged.source_object = stg_loads.source_object
  left join skipped on skipped.source_object = stg_loads.source_object
  left join ops.loads as earlier
    on earlier.dataset = stg_loads.dataset
    and earlier.source_object = stg_loads.source_object
    and earlier.source_version = stg_loads.source_version
)

select
  source_object,
  source_version,
  case when brought < kept then brought else kept end as loaded
from counted
