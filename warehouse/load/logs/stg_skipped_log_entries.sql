-- Staged entries that do not go into fact_log_entry: those that are there from other objects, and of an entry that
-- several staged objects hold all but the first by (source_object, source_version, byte_offset).
create temp table stg_skipped_log_entries as
with repeated as (
  select entry_id
  from stg_log_entries
  group by entry_id
  having count(*) > 1
),

ranked as (
  select
    stg_log_entries.entry_id,
    stg_log_entries.source_object,
    stg_log_entries.source_version,
    stg_log_entries.byte_offset,
    row_number() over (
      partition by stg_log_entries.entry_id
      order by stg_log_entries.source_object, stg_log_entries.source_version, stg_log_entries.byte_offset
    ) as copy_rank
  from stg_log_entries
  inner join repeated on repeated.entry_id = stg_log_entries.entry_id
)

select
  entry_id,
  source_object,
  source_version,
  byte_offset
from ranked
where copy_rank > 1
union
select
  stg_log_entries.entry_id,
  stg_log_entries.source_object,
  stg_log_entries.source_version,
  stg_log_entries.byte_offset
from stg_log_entries
inner join fact_log_entry on fact_log_entry.entry_id = stg_log_entries.entry_id
