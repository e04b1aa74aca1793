-- Each distinct row with its times read: `YYYY-MM-DD HH:MM`, optionally `:SS`, optionally a fraction of 1 to 6 digits,
-- in the years 2000 to 2099; NULL where a text is none. A time counts only if printing it gives its text again:
-- engines read more (24:00, 2025-7-1, +07:00), and each reads it in its own way. Reads stg_clean_tickets.
with completed as (
  select
    *,
    case when length(created_text) = 16 then created_text || ':00' else created_text end as created_full,
    case when length(resolved_text) = 16 then resolved_text || ':00' else resolved_text end as resolved_full,
    case when length(updated_text) = 16 then updated_text || ':00' else updated_text end as updated_full
  from stg_clean_tickets
),

parsed as (
  select
    *,
    try_cast(created_full as timestamp) as created_time,
    try_cast(resolved_full as timestamp) as resolved_time,
    try_cast(updated_full as timestamp) as updated_time
  from completed
)

select
  *,
  case
    when substr(created_full, 1, 2) <> '20' then null
    when substr(cast(created_time as string), 1, 19) <> substr(created_full, 1, 19) then null
    when length(created_full) = 19 then created_time
    when
      substr(created_full, 20, 1) = '.' and length(created_full) between 21 and 26
      and translate(substr(created_full, 21), '0123456789', '') = '' then created_time
  end as created_local,
  case
    when substr(resolved_full, 1, 2) <> '20' then null
    when substr(cast(resolved_time as string), 1, 19) <> substr(resolved_full, 1, 19) then null
    when length(resolved_full) = 19 then resolved_time
    when
      substr(resolved_full, 20, 1) = '.' and length(resolved_full) between 21 and 26
      and translate(substr(resolved_full, 21), '0123456789', '') = '' then resolved_time
  end as resolved_local,
  case
    when substr(updated_full, 1, 2) <> '20' then null
    when substr(cast(updated_time as string), 1, 19) <> substr(updated_full, 1, 19) then null
    when length(updated_full) = 19 then updated_time
    when
      substr(updated_full, 20, 1) = '.' and length(updated_full) between 21 and 26
      and translate(substr(updated_full, 21), '0123456789', '') = '' then updated_time
  end as updated_local
from parsed
