-- The loaded versions of source objects that hold a ticket created, an entry logged or a rejected record met on some
-- days, oldest first. Parameters :from_date and :to_date are UTC dates, both included. Changes nothing.
with days as (
  select
    source_object,
    created_date as record_date
  from fact_ticket
  union all
  select
    source_object,
    log_date as record_date
  from fact_log_entry
  union all
  select
    source_object,
    cast(quarantined_at as date) as record_date
  from ops.quarantine
),

chosen as (
  select distinct source_object
  from days
  where record_date >= cast(:from_date as date) and record_date <= cast(:to_date as date)
)

select
  loads.dataset,
  loads.source_object,
  loads.source_version,
  loads.bytes_read
from ops.loads as loads
inner join chosen on chosen.source_object = loads.source_object
order by loads.transformed_at, loads.source_object, loads.first_byte
