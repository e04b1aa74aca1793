-- Objects whose staged rows are not as many as their transformation counted. Changes nothing; no row means all is well.
with kept as (
  select
    source_object,
    count(*) as records
  from stg_tickets
  group by source_object
),

rejected as (
  select
    source_object,
    count(*) as records
  from stg_quarantine
  group by source_object
)

select
  stg_loads.source_object,
  stg_loads.kept,
  coalesce(kept.records, 0) as staged,
  stg_loads.rejected,
  coalesce(rejected.records, 0) as staged_rejected
from stg_loads
left join kept on kept.source_object = stg_loads.source_object
left join rejected on rejected.source_object = stg_loads.source_object
where
  stg_loads.kept <> coalesce(kept.records, 0)
  or stg_loads.rejected <> coalesce(rejected.records, 0)
