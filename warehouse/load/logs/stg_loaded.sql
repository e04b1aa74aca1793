-- How many rows of fact_log_entry each version has from now on: those of the batch have just what was inserted, and
-- a version whose copy took the place of a lost entry has that much more than before.
-- So sum(loaded) over the ledger's logs is count(*) of fact_log_entry, after repeats as well.
create temp table stg_loaded as
with staged as (
  select
    source_object,
    source_version,
    count(*) as records
  from stg_log_entries
  group by source_object, source_version
),

skipped as (
  select
    source_object,
    source_version,
    count(*) as records
  from stg_skipped_log_entries
  group by source_object, source_version
),

versions as (
  select
    source_object,
    source_version,
    0 as loaded_before
  from stg_loads
  union all
  select
    earlier.source_object,
    earlier.source_version,
    earlier.loaded as loaded_before
  from ops.loads as earlier
  inner join staged
    on staged.source_object = earlier.source_object
    and staged.source_version = earlier.source_version
  left join stg_loads
    on stg_loads.source_object = earlier.source_object
    and stg_loads.source_version = earlier.source_version
  where earlier.dataset = 'logs' and stg_loads.source_object is null
)

select
  versions.source_object,
  versions.source_version,
  versions.loaded_before + coalesce(staged.records, 0) - coalesce(skipped.records, 0) as loaded
from versions
left join staged
  on staged.source_object = versions.source_object
  and staged.source_version = versions.source_version
left join skipped
  on skipped.source_object = versions.source_object
  and skipped.source_version = versions.source_version
