-- Puts in the days that dim_date lacks. Idempotent by calendar_date, after delete_dates.
insert into dim_date (
  calendar_date,
  year_number,
  quarter_number,
  month_number,
  day_of_month,
  iso_day_of_week,
  is_weekend
)
select
  stg_dates.calendar_date,
  cast(extract(year from stg_dates.calendar_date) as integer) as year_number,
  cast(extract(quarter from stg_dates.calendar_date) as integer) as quarter_number,
  cast(extract(month from stg_dates.calendar_date) as integer) as month_number,
  cast(extract(day from stg_dates.calendar_date) as integer) as day_of_month,
  cast(
    case extract(dow from stg_dates.calendar_date) when 0 then 7 else extract(dow from stg_dates.calendar_date) end
    as integer
  ) as iso_day_of_week,
  extract(dow from stg_dates.calendar_date) in (0, 6) as is_weekend
from stg_dates
left join dim_date on dim_date.calendar_date = stg_dates.calendar_date
where dim_date.calendar_date is null
