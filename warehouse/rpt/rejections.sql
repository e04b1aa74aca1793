-- One row a dataset and reason: how many quarantined records break that rule; a record that breaks several counts
-- for each of them. Redshift and DuckDB split text into rows differently, so the 16 places that a record's reasons
-- may take (the rules are fewer) are counted out here.
create or replace view rpt.rejections as
with by_reasons as (
  select
    dataset,
    reasons,
    count(*) as records
  from ops.quarantine
  group by dataset, reasons
),

places as (
  select 1 as place
  union all select 2
  union all select 3
  union all select 4
  union all select 5
  union all select 6
  union all select 7
  union all select 8
  union all select 9
  union all select 10
  union all select 11
  union all select 12
  union all select 13
  union all select 14
  union all select 15
  union all select 16
),

single_reasons as (
  select
    by_reasons.dataset,
    split_part(by_reasons.reasons, ',', places.place) as reason,
    by_reasons.records
  from by_reasons
  cross join places
)

select
  dataset,
  reason,
  cast(sum(records) as bigint) as records
from single_reasons
where reason <> ''
group by dataset, reason
