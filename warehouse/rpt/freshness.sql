-- One row a dataset that was ever loaded: its newest row by the source's own time, and its last load.
create or replace view rpt.freshness as
with last_loads as (
  select
    dataset,
    max(loaded_at) as last_loaded_at
  from ops.loads
  group by dataset
),

newest_rows as (
  select
    'tickets' as dataset,
    max(created_at) as newest_row_at
  from fact_ticket
  union all
  select
    'logs' as dataset,
    max(logged_at) as newest_row_at
  from fact_log_entry
)

select
  last_loads.dataset,
  newest_rows.newest_row_at,
  last_loads.last_loaded_at
from last_loads
left join newest_rows on newest_rows.dataset = last_loads.dataset
