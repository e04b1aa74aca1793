-- Entries that a version which is loaded again had brought and now lacks. Another object may hold the same entry:
-- those are looked up in the processed zone.
create temp table stg_lost_log_entries as
with brought_before as (
  select fact_log_entry.entry_id
  from fact_log_entry
  inner join stg_loads
    on stg_loads.source_object = fact_log_entry.source_object
    and stg_loads.source_version = fact_log_entry.source_version
)

select brought_before.entry_id
from brought_before
left join stg_log_entries on stg_log_entries.entry_id = brought_before.entry_id
where stg_log_entries.entry_id is null
