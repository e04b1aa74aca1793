-- One row a calendar day, from the oldest to the newest date of the facts without a gap.
create or replace view rpt.dates as
select
  calendar_date,
  year_number,
  quarter_number,
  month_number,
  day_of_month,
  iso_day_of_week,
  is_weekend
from dim_date
