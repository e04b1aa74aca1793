-- Each distinct row with its times read: `YYYY-MM-DD HH:MM`, optionally `:SS`, optionally a fraction of 1 to 6 digits,
-- in the years 2000 to 2099; NULL where a text is none. Engines read more than that (24:00, 2025-7-1, +07:00), each in
-- its own way, so only what has the very form is cast: of that a cast refuses but the days that a month has not. The
-- pattern is a literal in each place, because DuckDB prepares no other once for all rows. Reads stg_clean_tickets.
select
  *,
  case
    when
      regexp_like(
        created_text,
        '^20[0-9][0-9]-[0-9][0-9]-[0-9][0-9] ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?$'
      )
      then try_cast(created_text as timestamp)
  end as created_local,
  case
    when
      regexp_like(
        resolved_text,
        '^20[0-9][0-9]-[0-9][0-9]-[0-9][0-9] ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?$'
      )
      then try_cast(resolved_text as timestamp)
  end as resolved_local,
  case
    when
      regexp_like(
        updated_text,
        '^20[0-9][0-9]-[0-9][0-9]-[0-9][0-9] ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?$'
      )
      then try_cast(updated_text as timestamp)
  end as updated_local
from stg_clean_tickets
