-- Takes out the days that lie outside the facts. Idempotent by calendar_date, with insert_dates.
delete from dim_date
where calendar_date not in (
  select calendar_date
  from stg_dates
)
