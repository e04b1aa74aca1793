-- Every day from the oldest to the newest date of the facts, within 2000 to 2099: 36,525 days counted by digits,
-- since Redshift makes no series on its compute nodes.
create temp table stg_dates as
with bounds as (
  select
    min(created_date) as first_date,
    max(created_date) as last_date
  from fact_ticket
  union all
  select
    min(cast(resolved_at as date)) as first_date,
    max(cast(resolved_at as date)) as last_date
  from fact_ticket
  union all
  select
    min(log_date) as first_date,
    max(log_date) as last_date
  from fact_log_entry
),

span as (
  select
    min(first_date) as first_date,
    max(last_date) as last_date
  from bounds
),

digits as (
  select 0 as digit
  union all select 1
  union all select 2
  union all select 3
  union all select 4
  union all select 5
  union all select 6
  union all select 7
  union all select 8
  union all select 9
),

day_numbers as (
  select
    units.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit
    + 10000 * ten_thousands.digit as day_number
  from digits as units
  cross join digits as tens
  cross join digits as hundreds
  cross join digits as thousands
  cross join digits as ten_thousands
  where ten_thousands.digit < 4
),

days as (
  select cast('2000-01-01' as date) + day_number as calendar_date
  from day_numbers
  where day_number < 36525
)

select days.calendar_date
from days
cross join span
where days.calendar_date between span.first_date and span.last_date
